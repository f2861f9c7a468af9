using System.Diagnostics;
using System.Globalization;
using AgentOtel.Viewer.Dialects;
using AgentOtel.Viewer.Otlp;
using AgentOtel.Viewer.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentOtel.Benchmarks.Viewer;

/// <summary>
/// <c>fill FILE SPANS LOGS</c>: fills a file for figures of queries, and tells how fast, how large and with how much memory. The traces
/// begin a second apart and end about now.
/// </summary>
internal static class Fill
{
    private const int TracesOfRequest = 25;
    private const int RequestsAtATime = 20;
    private const int SpansBetweenFigures = 100_000;

    public static void Run(string file, int spans, int logs)
    {
        var traces = spans / Requests.SpansOfTrace;
        var start = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks * 100;
        start -= traces * 1_000_000_000L;
        var store = TelemetryStore.Open(
            new StoreSettings(file, long.MaxValue, 64 << 20), new SpanReader(), TimeProvider.System, NullLogger.Instance);
        var took = TimeSpan.Zero;
        for (var trace = 0; trace < traces;)
        {
            var requests = new List<byte[]>();
            for (; trace < traces && requests.Count < RequestsAtATime; trace += TracesOfRequest)
            {
                requests.Add(Requests.Traces(trace, Math.Min(TracesOfRequest, traces - trace), start));
            }

            var watch = Stopwatch.StartNew();
            Sender.SendAll(store, [.. requests], senders: 2);
            took += watch.Elapsed;
            if (trace * Requests.SpansOfTrace % SpansBetweenFigures == 0)
            {
                Tell(trace * Requests.SpansOfTrace, "spans", took, store);
            }
        }

        took = TimeSpan.Zero;
        for (var log = 0; log < logs; log += 1000)
        {
            var request = Requests.Logs(log, Math.Min(1000, logs - log), start);
            var watch = Stopwatch.StartNew();
            store.WriteAsync(ProtobufDecoder.Logs(request), request.Length, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            took += watch.Elapsed;
            if ((log + 1000) % 100_000 == 0)
            {
                Tell(log + 1000, "logs", took, store);
            }
        }

        store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {new FileInfo(file).Length / 1e6:0} MB"));
    }

    private static void Tell(int count, string what, TimeSpan took, TelemetryStore store)
    {
        using var process = Process.GetCurrentProcess();
        var held = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} {what}, {count / took.TotalSeconds:0} a second, {store.Figures.Bytes / (double)count:0} bytes each, {held / 1e6:0} "
                + $"MB on the heap, {process.WorkingSet64 / 1e6:0} MB resident, requests and senders included"));
    }
}
