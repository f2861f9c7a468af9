using AgentOtel.Tests;

namespace AgentOtel.Stack.Tests.Deploy;

/// <summary>What compose may merge, and what must hold of each merge.</summary>
public sealed class CollectorFilesTests
{
    public static TheoryData<string> Choices => ["base", "base contrib none none", "base contrib sampling none", "base contrib none sentry", "base contrib sampling sentry"];

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
        Assert.Equal(config.Exporters.Order(StringComparer.Ordinal), ways.Select(way => way.Exporter).Distinct().Order(StringComparer.Ordinal));
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
            Assert.DoesNotContain(config.Ways(), way => way.Way.Contains("traces/span_metrics") && config.Processors(way.Way).Contains("tail_sampling"));
            Assert.Contains(config.Ways(), way => way.Exporter == "otlp_grpc/jaeger" && config.Processors(way.Way).Contains("tail_sampling"));
        }
    }

    [Theory]
    [MemberData(nameof(Choices))]
    public void Merge_OfEachChoice_NamesOnlyWhatIsDefined(string files)
    {
        var config = new CollectorConfig(files.Split(' '));
        foreach (var pipeline in config.Pipelines)
        {
            Assert.All(config.List(pipeline, "receivers"), name => Assert.Contains(name, config.Defined("receivers").Concat(config.Connectors)));
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
        Assert.Contains("${env:GATEWAY_ENDPOINT:-127.0.0.1:4317}", File.ReadAllText(Repository.Path("deploy", "otel-collector", "host.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void Redaction_ByKey_LeavesTokenCountsAlone()
    {
        var pattern = File.ReadAllLines(Repository.Path("deploy", "otel-collector", "contrib.yaml"))
            .Single(line => line.Contains("(?i)^(.*[._-])?", StringComparison.Ordinal)).Trim(' ', '-', '\'').Replace("$$", "$", StringComparison.Ordinal);

        Assert.All(
            (string[])["gen_ai.usage.input_tokens", "gen_ai.usage.cache_read.input_tokens", "gen_ai.token.type", "agentotel.total.output_tokens", "gen_ai.request.max_tokens"],
            key => Assert.DoesNotMatch(pattern, key));
        Assert.All((string[])["http.request.header.authorization", "api_key", "x-api-key", "db.password", "client_secret", "access_token"], key => Assert.Matches(pattern, key));
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
