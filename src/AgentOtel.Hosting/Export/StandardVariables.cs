using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace AgentOtel.Hosting;

/// <summary>The standard variables that decide on export and sampling. Those of OTLP exist for all signals and for one.</summary>
internal static class StandardVariables
{
    public static StandardVariable Temporality { get; } = OneOf("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", "cumulative", "delta");

    public static StandardVariable HistogramAggregation { get; } = OneOf(
        "OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION", "explicit_bucket_histogram", "base2_exponential_bucket_histogram");

    public static StandardVariable Retry { get; } = OneOf("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory", "disk");

    public static StandardVariable MetricInterval { get; } = Number("OTEL_METRIC_EXPORT_INTERVAL", least: 1);

    public static StandardVariable MetricTimeout { get; } = Number("OTEL_METRIC_EXPORT_TIMEOUT", least: 0);

    private static IEnumerable<StandardVariable> Others { get; } =
    [
        Temporality, HistogramAggregation, Retry, MetricInterval, MetricTimeout,
        .. Batches("OTEL_BSP_"), .. Batches("OTEL_BLRP_"),
        OneOf(
            "OTEL_TRACES_SAMPLER",
            "always_on", "always_off", "traceidratio", "parentbased_always_on", "parentbased_always_off", "parentbased_traceidratio"),
        new("OTEL_TRACES_SAMPLER_ARG", "a number from 0 to 1", static value => Part(value) is <= 1),
        OneOf("OTEL_METRICS_EXEMPLAR_FILTER", "trace_based", "always_on", "always_off"),
    ];

    public static StandardVariable Endpoint(Signal? signal) =>
        Otlp(signal, "ENDPOINT", "an address such as http://localhost:4317", IsAddress);

    public static StandardVariable Protocol(Signal? signal) =>
        Otlp(signal, "PROTOCOL", "grpc or http/protobuf", static value => value is "grpc" or "http/protobuf");

    public static StandardVariable Timeout(Signal? signal) =>
        Otlp(signal, "TIMEOUT", "a number of milliseconds, 1 or more", static value => Whole(value) is >= 1);

    public static StandardVariable Compression(Signal? signal) => Otlp(signal, "COMPRESSION", "gzip or none", Among("gzip", "none"));

    public static StandardVariable Headers(Signal? signal) =>
        Otlp(signal, "HEADERS", "name=value pairs of HTTP headers, parted by commas, each name once", AreHeaders) with { IsSecret = true };

    /// <summary>What is wrong with any of them.</summary>
    public static IEnumerable<string> Problems(IConfiguration configuration)
    {
        Signal?[] signals = [null, Signal.Traces, Signal.Metrics, Signal.Logs];
        return signals
            .SelectMany(signal =>
                (StandardVariable[])[Endpoint(signal), Protocol(signal), Timeout(signal), Compression(signal), Headers(signal)])
            .Concat(Others)
            .Select(variable => variable.Problem(configuration))
            .OfType<string>();
    }

    private static StandardVariable Otlp(Signal? signal, string name, string expected, Predicate<string> isValid) =>
        new($"OTEL_EXPORTER_OTLP_{(signal is null ? "" : $"{signal.Variable}_")}{name}", expected, isValid);

    private static StandardVariable OneOf(string name, params string[] values) => new(name, string.Join(", ", values), Among(values));

    private static StandardVariable Number(string name, int least) =>
        new(name, $"a number, {least} or more", value => Whole(value) >= least);

    private static IEnumerable<StandardVariable> Batches(string prefix) =>
    [
        Number(prefix + "SCHEDULE_DELAY", least: 1), Number(prefix + "EXPORT_TIMEOUT", least: 0),
        Number(prefix + "MAX_QUEUE_SIZE", least: 1), Number(prefix + "MAX_EXPORT_BATCH_SIZE", least: 1),
    ];

    private static Predicate<string> Among(params string[] values) =>
        value => values.Contains(value.Trim(), StringComparer.OrdinalIgnoreCase);

    private static double? Part(string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int? Whole(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsAddress(string value) => Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private static bool AreHeaders(string value)
    {
        using var request = new HttpRequestMessage();
        return OtlpHeaders.Parse(value).All(header =>
            header.Name.Length > 0
            && !header.Value.AsSpan().ContainsAny('\r', '\n')
            && request.Headers.TryAddWithoutValidation(header.Name, header.Value)
            && request.Headers.NonValidated[header.Name].Count == 1);
    }
}
