using Microsoft.AspNetCore.Http;
using OpenTelemetry.Metrics;

namespace AgentOtel.AspNetCore;

/// <summary>Answers scrapers. Those that come while a collection is under way share it.</summary>
internal sealed class ScrapeEndpoint : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _collecting = new(1);
    private readonly ScrapeExporter _exporter = new();
    private readonly Dictionary<ScrapeFormat, Task<byte[]>> _underWay = [];

    /// <summary>Whether an endpoint was mapped: only then is a reader worth its cost.</summary>
    public bool IsMapped { get; set; }

    /// <summary>How often metrics were collected.</summary>
    internal int Collections { get; private set; }

    public void AddTo(MeterProviderBuilder metrics)
    {
        if (IsMapped)
        {
            metrics.AddReader(new BaseExportingMetricReader(_exporter) { TemporalityPreference = MetricReaderTemporalityPreference.Cumulative });
        }
    }

    public async Task AnswerAsync(HttpContext context)
    {
        var format = ScrapeFormat.Of(context.Request.Headers);
        var body = await CollectAsync(format);
        context.Response.ContentType = format.ContentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    public void Dispose() => _collecting.Dispose();

    private Task<byte[]> CollectAsync(ScrapeFormat format)
    {
        lock (_gate)
        {
            if (!_underWay.TryGetValue(format, out var collection))
            {
                // A scraper that leaves must not end the collection of the others: no cancellation.
                collection = Task.Run(() => CollectOnceAsync(format));
                _underWay[format] = collection;
            }

            return collection;
        }
    }

    private async Task<byte[]> CollectOnceAsync(ScrapeFormat format)
    {
        await _collecting.WaitAsync();
        try
        {
            Collections++;
            var writer = new ExpositionWriter(format.IsOpenMetrics);
            _exporter.CollectInto(writer);
            return writer.ToArray();
        }
        finally
        {
            lock (_gate)
            {
                _underWay.Remove(format);
            }

            _collecting.Release();
        }
    }
}
