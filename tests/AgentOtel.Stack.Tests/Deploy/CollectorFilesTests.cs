using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentOtel.Tests;

namespace AgentOtel.Stack.Tests.Deploy;

/// <summary>What compose may merge, and what must hold of each merge.</summary>
public sealed class CollectorFilesTests
{
    private static readonly string[] Merged =
    [
        "base", "base contrib kept prices senders none none", "base contrib kept prices senders sampling none",
        "base contrib kept prices senders none sentry", "base contrib kept prices senders sampling sentry",
    ];

    public static TheoryData<string> Choices => [.. Merged];

    [Fact]
    [Trait("Needs", "Prometheus")]
    public async Task Choices_ThatComposeOffers_AreThoseMergedHere()
    {
        List<string> offered = ["base"];
        foreach (var sentry in (string[])["none", "sentry"])
        {
            foreach (var sampling in (string[])["none", "sampling"])
            {
                var config = await Tools.ComposeAsync(
                    "host", ["config", "--format", "json"], ("COLLECTOR_SAMPLING", sampling), ("COLLECTOR_SENTRY", sentry));
                using var json = JsonDocument.Parse(config);
                var command = json.RootElement.GetProperty("services")
                    .GetProperty("otel-collector")
                    .GetProperty("command")
                    .EnumerateArray()
                    .Select(argument => argument.GetString()!);
                offered.Add(string.Join(' ', command.Select(argument => argument.With("--config=/etc/otelcol/", "").With(".yaml", ""))));
            }
        }

        Assert.Equal(Merged, offered);
        Assert.Equal(
            offered.SelectMany(files => files.Split(' ')).Append("host").Distinct().Order(StringComparer.Ordinal),
            Directory.GetFiles(Repository.Path("deploy", "otel-collector"))
                .Select(Path.GetFileNameWithoutExtension)
                .Order(StringComparer.Ordinal));
    }

    /// <summary>The last list takes the place of those before it.</summary>
    [Fact]
    public void Lists_OfAllFiles_HaveOneOwnerEach()
    {
        var lists = ((string[])["base", "contrib", "kept", "prices", "senders", "sampling", "sentry"])
            .SelectMany(file => new CollectorConfig(file).Lists())
            .ToList();

        Assert.Contains("service/pipelines/traces/clean/processors", lists);
        Assert.Equal(lists.Distinct(), lists);
    }

    [Theory]
    [MemberData(nameof(Choices))]
    public void Exporters_OfEachChoice_RetryAndQueueWithinBounds(string files)
    {
        var config = new CollectorConfig(files.Split(' '));
        foreach (var exporter in config.Exporters)
        {
            Assert.Equal("true", config.Text("exporters", exporter, "retry_on_failure", "enabled"));
            Assert.Equal("true", config.Text("exporters", exporter, "sending_queue", "enabled"));
            Assert.Equal("bytes", config.Text("exporters", exporter, "sending_queue", "sizer"));
            var size = config.Text("exporters", exporter, "sending_queue", "queue_size").Split(":-")[^1].TrimEnd('}');
            Assert.InRange(long.Parse(size, CultureInfo.InvariantCulture), 100_000_000, 4_000_000_000);
            Assert.True(config.Exporters.All(_ => MaxSize(config, exporter) <= TakenBy[exporter]), exporter);
            if (files != "base")
            {
                Assert.Equal("file_storage/queue", config.Text("exporters", exporter, "sending_queue", "storage"));
            }
        }

        if (files != "base")
        {
            Assert.Contains("file_storage/queue", config.Extensions);
            Assert.Equal("/var/lib/otelcol/queue", config.Text("extensions", "file_storage/queue", "directory"));
        }
    }

    /// <summary>What the next server takes at once, in bytes: by its file here, or by its own default.</summary>
    private static readonly Dictionary<string, int> TakenBy = new()
    {
        ["otlp_grpc/jaeger"] = Mebibytes(
            Yaml.Read("deploy", "jaeger", "jaeger.yaml").Text("receivers", "otlp", "protocols", "grpc", "max_recv_msg_size_mib")),
        ["otlp_http/loki"] = int.Parse(
            Yaml.Read("deploy", "loki", "loki.yaml").Text("server", "grpc_server_max_recv_msg_size"), CultureInfo.InvariantCulture),
        ["otlp_http/prometheus"] = 32 * 1024 * 1024,
        ["otlp_http/sentry"] = 20 * 1024 * 1024,
    };

    private static int Mebibytes(string number) => int.Parse(number, CultureInfo.InvariantCulture) * 1024 * 1024;

    private static int MaxSize(CollectorConfig config, string exporter) =>
        int.Parse(config.Text("exporters", exporter, "sending_queue", "batch", "max_size"), CultureInfo.InvariantCulture);

    [Fact]
    public void Receivers_OfTheBase_TakeWhatSdksSendWithContent()
    {
        var config = new CollectorConfig("base");
        Assert.Equal("32", config.Text("receivers", "otlp", "protocols", "grpc", "max_recv_msg_size_mib"));
        Assert.Equal("33554432", config.Text("receivers", "otlp", "protocols", "http", "max_request_body_size"));
    }

    /// <summary>
    /// Prometheus refuses a whole request for one point of it: requests of several senders are not joined, nor joined again.
    /// </summary>
    [Fact]
    public void Metrics_OfSeveralSenders_AreNotJoined() =>
        Assert.Equal("0", new CollectorConfig("base").Text("exporters", "otlp_http/prometheus", "sending_queue", "batch", "min_size"));

    /// <summary>A span as large as it may still be fits into one request, else it would be lost.</summary>
    [Fact]
    public void Span_AsLargeAsItMayBe_FitsIntoARequest()
    {
        var kept = Yaml.Read("deploy", "otel-collector", "kept.yaml")
            .List("processors", "transform/kept", "trace_statements")
            .SelectMany(group => group.List("statements"))
            .Select(statement => statement.Value)
            .ToList();
        int Limit(string of) =>
            kept.Select(statement => Regex.Match(statement, $@"^(?:truncate_all|limit)\({of}, (\d+)"))
                .Where(match => match.Success)
                .Aggregate(1, (product, match) => product * int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        const int EventsOfAnSdk = 128, Names = 1_000_000;

        Assert.InRange(
            Limit(@"span\.attributes") + (EventsOfAnSdk * Limit(@"spanevent\.attributes")) + Names,
            20_000_000,
            MaxSize(new CollectorConfig("base"), "otlp_grpc/jaeger"));
    }

    [Theory]
    [MemberData(nameof(Choices))]
    public void Merge_OfEachChoice_LimitsMemoryFirstAndReachesEveryStore(string files)
    {
        var config = new CollectorConfig(files.Split(' '));

        var ways = config.Ways().ToList();
        Assert.NotEmpty(ways);
        Assert.All(ways, way => Assert.Equal("memory_limiter", config.Processors(way.Way)[0]));
        string[] stores = ["otlp_grpc/jaeger", "otlp_http/loki", "otlp_http/prometheus"];
        Assert.All(stores, store => Assert.Contains(ways, way => way.Exporter == store));
        Assert.Equal(
            config.Exporters.Order(StringComparer.Ordinal), ways.Select(way => way.Exporter).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Choices))]
    public void Merge_OfEachChoiceButTheBase_RedactsBeforeEveryStore(string files)
    {
        var config = new CollectorConfig(files.Split(' '));
        foreach (var (way, exporter) in config.Ways())
        {
            if (files != "base")
            {
                Assert.True(config.Processors(way).Contains("redaction"), $"{string.Join(" → ", way)} → {exporter}");
            }
        }

        if (files.Contains("sampling", StringComparison.Ordinal))
        {
            Assert.DoesNotContain(
                config.Ways(), way => way.Way.Contains("traces/span_metrics") && config.Processors(way.Way).Contains("tail_sampling"));
            Assert.Contains(
                config.Ways(), way => way.Exporter == "otlp_grpc/jaeger" && config.Processors(way.Way).Contains("tail_sampling"));
        }
    }

    [Theory]
    [MemberData(nameof(Choices))]
    public void Merge_OfEachChoice_NamesOnlyWhatIsDefined(string files)
    {
        var config = new CollectorConfig(files.Split(' '));
        foreach (var pipeline in config.Pipelines)
        {
            Assert.All(
                config.List(pipeline, "receivers"), name => Assert.Contains(name, config.Defined("receivers").Concat(config.Connectors)));
            Assert.All(config.List(pipeline, "processors"), name => Assert.Contains(name, config.Defined("processors")));
            Assert.All(config.List(pipeline, "exporters"), name => Assert.Contains(name, config.Exporters.Concat(config.Connectors)));
        }
    }

    [Fact]
    public void Host_TheSecondCollector_LimitsMemoryAndSendsToTheFirst()
    {
        var config = new CollectorConfig("host");

        var (way, exporter) = Assert.Single(config.Ways());
        Assert.Equal("memory_limiter", config.Processors(way)[0]);
        Assert.Equal("otlp_grpc/gateway", exporter);
        Assert.Contains(
            "${env:GATEWAY_ENDPOINT:-127.0.0.1:4317}",
            File.ReadAllText(Repository.Path("deploy", "otel-collector", "host.yaml")),
            StringComparison.Ordinal);
    }

    /// <summary>Values inside maps and lists pass without the switch; names and status messages the processor leaves alone.</summary>
    [Fact]
    public void Redaction_OfValues_IsTheSameWhereverItMustBeSaidAgain()
    {
        var contrib = Yaml.Read("deploy", "otel-collector", "contrib.yaml");
        Assert.Equal("true", contrib.Text("processors", "redaction", "redact_all_types"));
        Assert.Equal("true", contrib.Text("processors", "redaction", "allow_all_keys"));
        var values = contrib.List("processors", "redaction", "blocked_values").Select(value => value.Value).ToList();

        // In a statement's text a backslash is two.
        var joined = string.Join('|', values).Replace("\\", "\\\\", StringComparison.Ordinal);
        Assert.Equal(
            (
                (string[])["span.name", "span.status.message", "spanevent.name"]).Select(place =>
                    $"""replace_pattern({place}, "{joined}", "****")"""),
            contrib.List("processors", "transform/redact", "trace_statements")
                .SelectMany(group => group.List("statements"))
                .Select(statement => statement.Value));
        Assert.All(
            (string[])[
                "sk-proj-abcdefghijklmnop1234",
                "AIzaSyA1234567890abcdefghijklmnopqrstuv",
                "ghp_abcdefghijklmnopqrstuvwxyz012345",
                "github_pat_11ABCDEFG0abcdefghijklmnopqrstuv",
                "AKIAIOSFODNN7EXAMPLE",
                "ASIAIOSFODNN7EXAMPLE",
                "xoxb-1234567890-abc",
                "https://hooks.slack.com/services/T0/B0/abc",
                "eyJhbGciOiJI.eyJzdWIiOiIx.SflKxwRJSMeK",
                "Authorization: Bearer abcdefghijklmnop", "-----BEGIN RSA PRIVATE KEY-----MIIE", "ada@example.com"],
            secret => Assert.Equal(1, values.Count(value => Regex.IsMatch($"a call with {secret} failed", value))));
        Assert.All(
            (string[])[
                "chat gpt-4.1-mini", "invoke_agent research", "POST /campaigns/{runId}/approval", "task-skeleton-of-an-answer",
                "0af7651916cd43dd8448eb211c80319c", "1h 12m @ 3 pm"],
            name => Assert.All(values, value => Assert.DoesNotMatch(value, name)));
    }

    [Fact]
    public void Redaction_ByKey_LeavesTokenCountsAlone()
    {
        var pattern = File.ReadAllLines(Repository.Path("deploy", "otel-collector", "contrib.yaml"))
            .Single(line => line.Contains("(?i)^(.*[._-])?", StringComparison.Ordinal))
            .Trim(' ', '-', '\'')
            .Replace("$$", "$", StringComparison.Ordinal);

        Assert.All(
            (string[])[
                "gen_ai.usage.input_tokens", "gen_ai.usage.cache_read.input_tokens", "gen_ai.token.type", "agentotel.total.output_tokens",
                "gen_ai.request.max_tokens"],
            key => Assert.DoesNotMatch(pattern, key));
        Assert.All(
            (string[])["http.request.header.authorization", "api_key", "x-api-key", "db.password", "client_secret", "access_token"],
            key => Assert.Matches(pattern, key));
    }

    [Fact]
    [Trait("Needs", "Collector")]
    public async Task Base_WithAndWithoutTheEmptyFile_IsValid()
    {
        var files = Repository.Path("deploy", "otel-collector");
        await Tools.RunAsync(ServerCache.Collector, ["validate", "--config", $"{files}/base.yaml"]);
        await Tools.RunAsync(ServerCache.Collector, ["validate", "--config", $"{files}/base.yaml", "--config", $"{files}/none.yaml"]);
    }
}
