using MarketingAgents;

if (args.Contains("--help") || args.Contains("-h"))
{
    Console.WriteLine(SampleArguments.Help);
    return 0;
}

if (!SampleArguments.TryParse(args, out var arguments, out var error))
{
    Console.Error.WriteLine(error);
    Console.Error.WriteLine("Try --help.");
    return 2;
}

if (arguments.IsHealthProbe)
{
    return await HealthProbe.RunAsync();
}

await using var provider = await ModelProvider.StartAsync(arguments);
await using var app = Sample.Build(arguments, provider);
await app.StartAsync();
WhereToLook.Print(app, provider);
await app.WaitForShutdownAsync();
return 0;
