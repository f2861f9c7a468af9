using System.Diagnostics;
using System.Net;
using AgentOtel.Viewer.Files;
using AgentOtel.Viewer.Receiving;
using AgentOtel.Viewer.Storage;
using AgentOtel.Viewer.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentOtel.Viewer.Tests.Wire;

/// <summary>The endpoints on real ports, with a list in the store's place, or a real one.</summary>
internal sealed class ReceivingServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Receiver _receiver;
    private readonly Lock _gate = new();
    private readonly List<TelemetryBatch> _batches = [];
    private TaskCompletionSource _changed = New();

    private ReceivingServer(ViewerOptions options, SaveFile? saveFile, BatchWriter? store)
    {
        _receiver = new Receiver(store ?? WriteAsync, options, saveFile);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(_receiver);
        builder.Services.AddSingleton(new ActivitySource("AgentOtel.Viewer.Tests"));
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        _app = builder.Build();
        OtlpEndpoints.Map(_app);
    }

    public Uri Http { get; private set; } = null!;

    public Uri Grpc { get; private set; } = null!;

    public BytesInFlight InFlight => _receiver.InFlight;

    /// <summary>What the store says to a batch, in its place.</summary>
    public Func<WriteOutcome> Outcome { get; set; } = static () => WriteOutcome.Taken;

    /// <summary>Every batch that was taken, in the order of arrival.</summary>
    public IReadOnlyList<TelemetryBatch> Batches
    {
        get
        {
            lock (_gate)
            {
                return [.. _batches];
            }
        }
    }

    public IEnumerable<SpanRecord> Spans => Batches.SelectMany(batch => batch.Spans);

    public IEnumerable<LogRecord> Logs => Batches.SelectMany(batch => batch.Logs);

    public IEnumerable<MetricRecord> Metrics => Batches.SelectMany(batch => batch.Metrics);

    public static async Task<ReceivingServer> StartAsync(
        ViewerOptions? options = null, SaveFile? saveFile = null, BatchWriter? store = null)
    {
        var server = new ReceivingServer(options ?? new ViewerOptions(), saveFile, store);
        await server._app.StartAsync();
        var addresses = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        server.Http = new Uri(addresses[0]);
        server.Grpc = new Uri(addresses[1]);
        return server;
    }

    public async Task WaitForAsync(Func<ReceivingServer, bool> isReached, string what)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var changed = _changed;
            if (isReached(this))
            {
                return;
            }

            try
            {
                await changed.Task.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException(
                    $"No {what}. Spans: {string.Join(", ", Spans.Select(span => span.Name))}; logs: {Logs.Count()}; "
                    + $"metrics: {string.Join(", ", Metrics.Select(metric => metric.Name))}.");
            }
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ValueTask<WriteOutcome> WriteAsync(TelemetryBatch batch, int sizeInBytes, CancellationToken cancellationToken)
    {
        var outcome = Outcome();
        if (outcome.IsTaken)
        {
            lock (_gate)
            {
                _batches.Add(batch);
            }

            Interlocked.Exchange(ref _changed, New()).TrySetResult();
        }

        return ValueTask.FromResult(outcome);
    }
}
