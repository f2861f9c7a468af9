// An app that ends by an exception nobody handles, forgets about a task that failed, or logs until it is told to end.
using System.Globalization;
using AgentOtel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = Host.CreateApplicationBuilder();
builder.AddAgentOtel();
builder.AddAgentOtelLogFiles();
using var host = builder.Build();
await host.StartAsync();
if (args is ["log", var run, var count, var length])
{
    var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Test.Log");
    var text = new string('x', int.Parse(length, CultureInfo.InvariantCulture));
    for (var i = 0; i < int.Parse(count, CultureInfo.InvariantCulture); i++)
    {
        logger.LogInformation("{Run} {Number} {Text}", run, i, text);
        Console.WriteLine(i);
    }

    Console.ReadLine();
    await host.StopAsync();
    return;
}

if (args is ["task"])
{
    var forgetting = new Thread(Forget);
    forgetting.Start();
    forgetting.Join();

    // Nothing holds the task any more: its thread has ended, and it never ran on one of the pool's.
    GC.Collect();
    GC.WaitForPendingFinalizers();
    await host.StopAsync();
    return;
}

var telemetry = host.Services.GetRequiredService<AgentTelemetry>();
var thread = new Thread(() =>
    telemetry.StartWorkflow("campaign").Run(() => throw new InvalidOperationException("the end of ada@example.com")));
thread.Start();
thread.Join();

static void Forget() => _ = FailAsync();

static async Task FailAsync()
{
    await Task.CompletedTask;
    throw new InvalidOperationException("forgotten");
}
