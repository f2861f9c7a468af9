using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace AgentOtel.Benchmarks.Viewer;

/// <summary>
/// <c>send ADDRESS SPANS</c>: sends spans to a viewer that runs as its own process, by OTLP/HTTP from two senders, and tells how
/// fast.
/// </summary>
internal static class Send
{
    private const int TracesOfRequest = 25;

    public static async Task RunAsync(Uri address, int spans)
    {
        var start = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks * 100;
        var traces = spans / Requests.SpansOfTrace;
        // Made before, so that making them takes nothing from the viewer; other traces than those of a file that was filled.
        var requests = Enumerable.Range(0, traces / TracesOfRequest)
            .Select(i => Requests.Traces(1_000_000_000 + (i * TracesOfRequest), TracesOfRequest, start - (1_000_000_000L * 1_000_000_000)))
            .ToList();
        using var client = new HttpClient { BaseAddress = address };
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (request, cancellationToken) =>
        {
            using var content = new ByteArrayContent(request);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
            using var response = await client.PostAsync(new Uri("/v1/traces", UriKind.Relative), content, cancellationToken);
            response.EnsureSuccessStatusCode();
        });
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{requests.Count * TracesOfRequest * Requests.SpansOfTrace / watch.Elapsed.TotalSeconds:0} spans a second"));
    }
}
