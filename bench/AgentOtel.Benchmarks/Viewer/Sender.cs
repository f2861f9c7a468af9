using AgentOtel.Viewer.Otlp;
using AgentOtel.Viewer.Storage;

namespace AgentOtel.Benchmarks.Viewer;

/// <summary>Sends requests as exporters do: decodes on its own thread, keeps a few on the way, and waits for the answers.</summary>
internal static class Sender
{
    private const int MostOnTheWay = 4;

    public static void SendAll(TelemetryStore store, byte[][] requests, int senders)
    {
        var next = -1;
        var threads = Enumerable.Range(0, senders).Select(_ => new Thread(() =>
        {
            var waiting = new Queue<Task<WriteOutcome>>();
            for (var i = Interlocked.Increment(ref next); i < requests.Length; i = Interlocked.Increment(ref next))
            {
                waiting.Enqueue(store.WriteAsync(ProtobufDecoder.Traces(requests[i]), requests[i].Length, CancellationToken.None).AsTask());
                while (waiting.Count >= MostOnTheWay)
                {
                    Check(waiting.Dequeue());
                }
            }

            while (waiting.TryDequeue(out var last))
            {
                Check(last);
            }
        })).ToList();
        threads.ForEach(static thread => thread.Start());
        threads.ForEach(static thread => thread.Join());
    }

    private static void Check(Task<WriteOutcome> answer)
    {
        if (answer.GetAwaiter().GetResult() is { IsTaken: false, Refusal: var reason })
        {
            throw new InvalidOperationException(reason);
        }
    }
}
