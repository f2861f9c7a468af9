using System.Diagnostics.Metrics;
using AgentOtel.AspNetCore;
using BenchmarkDotNet.Attributes;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace AgentOtel.Benchmarks;

/// <summary>A scrape of 5,000 series, 1,000 of them histograms, beside their collection alone.</summary>
[MemoryDiagnoser]
public class ScrapeBenchmarks
{
    private readonly Meter _meter = new("Scrape");
    private readonly ScrapeExporter _exporter = new();
    private MeterProvider? _provider;

    [GlobalSetup]
    public void Setup()
    {
        _provider = Sdk.CreateMeterProviderBuilder().AddMeter("Scrape").AddReader(new BaseExportingMetricReader(_exporter)).Build();
        for (var i = 0; i < 4; i++)
        {
            var counter = _meter.CreateCounter<long>($"scrape.counter.{i}");
            for (var series = 0; series < 1000; series++)
            {
                counter.Add(series, Tags(series));
            }
        }

        var histogram = _meter.CreateHistogram<double>("scrape.histogram", "s");
        for (var series = 0; series < 1000; series++)
        {
            histogram.Record(series / 100d, Tags(series));
        }

        var lines = System.Text.Encoding.UTF8.GetString(OpenMetrics()).Split('\n').Count(line =>
            line.StartsWith("scrape_", StringComparison.Ordinal)
                && !line.Contains("_bucket", StringComparison.Ordinal)
                && !line.Contains("_sum", StringComparison.Ordinal));
        if (lines != 5000)
        {
            throw new InvalidOperationException($"There are {lines} series.");
        }
    }

    [Benchmark(Baseline = true)]
    public bool CollectionAlone() => ((IPullMetricExporter)_exporter).Collect!(Timeout.Infinite);

    [Benchmark]
    public byte[] OpenMetrics() => Write(isOpenMetrics: true);

    [Benchmark]
    public byte[] Text() => Write(isOpenMetrics: false);

    [GlobalCleanup]
    public void Cleanup()
    {
        _provider?.Dispose();
        _meter.Dispose();
    }

    private static KeyValuePair<string, object?>[] Tags(int series) =>
    [
        new("gen_ai.request.model", $"model-{series % 50}"),
        new("gen_ai.agent.name", $"agent-{series / 50}"),
        new("gen_ai.workflow.name", "campaign"),
    ];

    private byte[] Write(bool isOpenMetrics)
    {
        var writer = new ExpositionWriter(isOpenMetrics);
        _exporter.CollectInto(writer);
        return writer.ToArray();
    }
}
