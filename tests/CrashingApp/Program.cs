// An app that ends by an exception nobody handles, or forgets about a task that failed.
using System.Diagnostics;
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

    // The pool's thread may hold the task for a while yet; this handler runs after the host's own.
    using var seen = new ManualResetEventSlim();
    TaskScheduler.UnobservedTaskException += (_, _) => seen.Set();
    var deadline = Stopwatch.StartNew();
    while (!seen.Wait(TimeSpan.FromMilliseconds(20)) && deadline.Elapsed < TimeSpan.FromSeconds(30))
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    await host.StopAsync();
    return;
}

var telemetry = host.Services.GetRequiredService<AgentTelemetry>();
var thread = new Thread(() => telemetry.StartWorkflow("campaign").Run(() => throw new InvalidOperationException("the end of ada@example.com")));
thread.Start();
thread.Join();

static void Forget()
{
    var task = Task.Run(() => throw new InvalidOperationException("forgotten"));
    ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
}
