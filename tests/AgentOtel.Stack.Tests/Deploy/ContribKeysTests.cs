using AgentOtel.Tests;
using YamlDotNet.Serialization;

namespace AgentOtel.Stack.Tests.Deploy;

/// <summary>
/// The components of contrib, which are not on hand: each key is one that the component's page documents, and each statement can be read.
/// What these components do was tried elsewhere, as docs/stack.md says.
/// </summary>
public sealed class ContribKeysTests
{
    private static readonly string[] Core = ["otlp", "memory_limiter", "forward", "otlp_grpc", "otlp_http"];

    private static readonly Dictionary<string, string[]> Documented = new()
    {
        ["health_check"] = ["endpoint"],
        ["file_storage"] =
        [
            "directory", "create_directory", "fsync", "compaction/on_start", "compaction/on_rebound", "compaction/directory",
        ],
        ["transform"] =
        [
            "error_mode", .. from signal in (string[])["trace", "metric", "log"]
                             from key in (string[])["context", "conditions", "statements"]
                             select $"{signal}_statements/{key}",
        ],
        ["filter"] = ["error_mode", "metric_conditions", "log_conditions", "traces/span", "logs/log_record"],
        ["redaction"] = ["allow_all_keys", "redact_all_types", "blocked_key_patterns", "blocked_values", "summary"],
        ["deltatocumulative"] = ["max_stale", "max_streams"],
        ["tail_sampling"] =
        [
            "decision_wait",
            "decision_wait_after_root_received",
            "num_traces",
            "decision_cache/sampled_cache_size",
            "decision_cache/non_sampled_cache_size",
            "policies/name",
            "policies/type",
            "policies/status_code/status_codes",
            "policies/latency/threshold_ms",
            "policies/ottl_condition/error_mode",
            "policies/ottl_condition/span",
            "policies/probabilistic/sampling_percentage",
        ],
        ["span_metrics"] =
        [
            "histogram/unit",
            "histogram/explicit/buckets",
            "dimensions/name",
            "exclude_dimensions",
            "exemplars/enabled",
            "exemplars/max_per_data_point",
            "aggregation_cardinality_limit", "resource_metrics_key_attributes", "metrics_flush_interval", "metrics_expiration",
        ],
        ["signaltometrics"] =
        [
            .. from signal in (string[])["spans", "datapoints", "logs"]
               from key in (string[])[
                   "name",
                   "description",
                   "unit",
                   "include_resource_attributes/key",
                   "conditions",
                   "attributes/key",
                   "attributes/default_value",
                   "attributes/optional",
                   "sum/value", "sum/monotonic", "histogram/buckets", "histogram/value"]
               select $"{signal}/{key}",
        ],
        ["host_metrics"] = [],
        ["resource_detection"] = ["detectors", "override", "timeout"],
    };

    private static readonly HashSet<string> Functions =
    [
        "set",
        "delete_key",
        "delete_matching_keys",
        "truncate_all",
        "limit",
        "replace_pattern",
        "aggregate_on_attributes",
        "convert_exponential_histogram_to_histogram",
        "extract_sum_metric",
        "Concat", "Double", "Duration", "IsMatch", "IsString", "Len", "Now", "SHA256", "Seconds", "String", "Substring", "ToLowerCase",
    ];

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Repository.Path("deploy", "otel-collector"), "*.yaml").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Components_OfContrib_HaveDocumentedKeysAlone(string file)
    {
        var root = new DeserializerBuilder()
            .Build()
            .Deserialize<Dictionary<string, object?>>(File.ReadAllText(Repository.Path("deploy", "otel-collector", file)));
        foreach (var kind in (string[])["extensions", "receivers", "processors", "connectors", "exporters"])
        {
            foreach (var (name, settings) in root.GetValueOrDefault(kind) as Dictionary<object, object?> ?? [])
            {
                var type = ((string)name).Split('/')[0];
                if (!Core.Contains(type) && type != "host_metrics")
                {
                    Assert.All(
                        Keys(settings, ""),
                        key => Assert.True(Documented[type].Contains(key), $"{file}: {name} has {key}, which is not documented"));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Statements_OfEveryFile_CanBeReadAndCallDocumentedFunctions(string file)
    {
        var root = new DeserializerBuilder()
            .Build()
            .Deserialize<Dictionary<string, object?>>(File.ReadAllText(Repository.Path("deploy", "otel-collector", file)));
        Assert.All(Texts(root, "statements"), text =>
        {
            var (call, condition) = OttlSyntax.ParseStatement(text);
            Assert.All(
                OttlSyntax.Functions(call).Concat(OttlSyntax.Functions(condition)), function => Assert.Contains(function, Functions));
        });
        Assert.All(Texts(root, "conditions").Concat(Texts(root, "metric_conditions")).Concat(Texts(root, "log_conditions")), text =>
            Assert.All(OttlSyntax.Functions(OttlSyntax.Parse(text)), function => Assert.Contains(function, Functions)));
    }

    private static IEnumerable<string> Keys(object? node, string path) => node switch
    {
        Dictionary<object, object?> map => map.SelectMany(pair => Keys(pair.Value, path == "" ? (string)pair.Key : $"{path}/{pair.Key}")),
        List<object?> list when list.Any(item => item is Dictionary<object, object?>) =>
            list.SelectMany(item => Keys(item, path)).Distinct(),
        _ => path == "" ? [] : [path],
    };

    private static IEnumerable<string> Texts(object? node, string key) => node switch
    {
        Dictionary<object, object?> map =>
            map.SelectMany(pair =>
                (string)pair.Key == key && pair.Value is List<object?> list ? list.Cast<string>() : Texts(pair.Value, key)),
        Dictionary<string, object?> map => map.SelectMany(pair => Texts(pair.Value, key)),
        List<object?> list => list.SelectMany(item => Texts(item, key)),
        _ => [],
    };
}
