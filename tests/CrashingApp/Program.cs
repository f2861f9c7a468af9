// An app that ends by an exception nobody handles, or forgets about a task that failed.
using AgentOtel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder();
builder.AddAgentOtel();
using var host = builder.Build();
await host.StartAsync();
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
