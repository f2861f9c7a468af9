using System.Net;
using System.Net.Sockets;
using AgentOtel.Tests.Otlp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentOtel.Hosting.Tests;

/// <summary>How an app with telemetry ends.</summary>
public sealed class EndTests
{
    [Fact]
    public async Task Host_ThatNeverStarted_WaitsForNothing()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var builder = TestHost.Builder(
            null,
            ("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://{silent.LocalEndpoint}"),
            ("AgentOtel:FlushTimeout", "00:01:00"),
            ("AgentOtel:RetryFor", "00:05:00"));
        builder.AddAgentOtel();
        var host = builder.Build();
        host.Services.Telemetry().StartAgent("writer").Dispose();

        // Would it wait for the endpoint, it would do so for a minute.
        await Task.Run(host.Dispose).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(silent.Pending());
    }

    [Fact]
    public async Task StopAsync_WithWorkUnderWay_WaitsForItsLastWords()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var logs = new CollectingLoggerProvider();
        var builder = TestHost.Builder(receiver);
        builder.Logging.AddProvider(logs);
        builder.AddAgentOtel();
        using var host = builder.Build();
        await host.StartAsync();
        using var stopping = new CancellationTokenSource();
        var work = host.Services.Telemetry().StartWorkflow("campaign").RunAsync(
            async (_, ct) => await new TaskCompletionSource().Task.WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing),
            stopping.Token);

        var stopped = host.StopAsync();
        await stopping.CancelAsync();
        await work;
        await stopped;

        Assert.Single(receiver.Spans, span => span.Name == "invoke_workflow campaign");
        Assert.DoesNotContain(logs.Messages, message => message.Contains("are lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Telemetry_WithALoggingProviderThatThrows_NeitherStopsTheStartNorTheEnd()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        receiver.Refuse = static () => 400;
        var builder = TestHost.Builder(receiver, ("AgentOtel:RetryFor", "00:00:00"));
        builder.AddAgentOtel();
        builder.Logging.AddProvider(new ThrowingProvider());

        await builder.RunAsync(services => Assert.Equal(42, services.Telemetry().StartAgent("writer").Run(() => 42)));
    }

    private sealed class ThrowingProvider : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            // The host's own words are the host's to survive.
            if (eventId.Name?.StartsWith("agentotel.", StringComparison.Ordinal) == true)
            {
                throw new InvalidOperationException("logging");
            }
        }

        public void Dispose()
        {
        }
    }
}
