using System.Runtime.InteropServices;
using ModelSimulator;

if (args.Contains("--help") || args.Contains("-h"))
{
    Console.WriteLine(SimulatorArguments.Help);
    return 0;
}

if (!SimulatorArguments.TryParse(args, out var options, out var error))
{
    Console.Error.WriteLine(error);
    Console.Error.WriteLine("Try --help.");
    return 2;
}

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
ModelSimulatorServer server;
try
{
    server = await ModelSimulatorServer.StartAsync(options, stop.Token);
}
catch (IOException exception)
{
    Console.Error.WriteLine($"{exception.Message} Choose another port with --port.");
    return 1;
}

await using var running = server;
Console.WriteLine($"The model simulator listens on {server.Address} (seed {options.Seed}, faults {options.FaultRate:P0}). Ctrl+C ends it.");
await Task.Delay(Timeout.Infinite, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
return 0;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
