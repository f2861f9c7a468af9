using System.Globalization;
using AgentOtel.Benchmarks;
using AgentOtel.Benchmarks.Viewer;
using BenchmarkDotNet.Running;

if (args is ["fill", var file, var spans, var logs])
{
    Fill.Run(file, int.Parse(spans, CultureInfo.InvariantCulture), int.Parse(logs, CultureInfo.InvariantCulture));
}
else if (args is ["send", var address, var count])
{
    await Send.RunAsync(new Uri(address), int.Parse(count, CultureInfo.InvariantCulture));
}
else if (args is ["soak", .. var minutes])
{
    return Soak.Run(TimeSpan.FromMinutes(minutes is [var given] ? double.Parse(given, CultureInfo.InvariantCulture) : 60));
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}

return 0;
