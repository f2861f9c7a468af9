using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using AgentOtel.Tests.Otlp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AgentOtel.Hosting.Tests;

public sealed class OptionsTests
{
    [Fact]
    public async Task Start_WithWrongValues_ListsEveryErrorAndItsKey()
    {
        var builder = TestHost.Builder(
            null,
            ("AgentOtel:SamplingRatio", "1.5"),
            ("AgentOtel:RetryFor", "01:00:00"),
            ("AgentOtel:FlushTimeout", "-00:00:01"),
            ("AgentOtel:UserHashKey", "short"),
            ("AgentOtel:Sources:0", " "),
            ("AgentOtel:Known:Models:0", "gpt-4.1"),
            ("AgentOtel:BaggageHosts:0", "https://example.com"));
        builder.AddAgentOtel();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => builder.RunAsync(_ => { }));

        Assert.All(
            [
                "AgentOtel:SamplingRatio must be a number from 0 to 1; it is 1.5.", "AgentOtel:RetryFor", "AgentOtel:FlushTimeout",
                "AgentOtel:UserHashKey",
                "AgentOtel:Sources:0",
                "AgentOtel:Known:Models:0 must be provider/model",
                "AgentOtel:BaggageHosts:0",
            ],
            expected => Assert.Contains(expected, error.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("short", error.Message.Replace("a shorter one", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SourcesAndMeters_WithWildcards_ComeAlongWithTheContext()
    {
        var name = $"Acme.{Guid.NewGuid():N}";
        using var source = new ActivitySource($"{name}.Orders");
        using var meter = new Meter($"{name}.Orders");
        var published = meter.CreateCounter<long>("acme.published");
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(receiver, ("AgentOtel:Sources:0", $"{name}.*"), ("AgentOtel:Meters:0", $"{name}.*"));
        builder.AddAgentOtel();

        await builder.RunAsync(services =>
        {
            using var run = services.Telemetry().StartWorkflow(new WorkflowStart("campaign") { RunId = "run-1" });
            using (source.StartActivity("publish"))
            {
                published.Add(3);
            }
        });

        var span = receiver.Span("publish");
        Assert.Equal("run-1", span.Attributes["agentotel.workflow.run.id"]);
        Assert.Equal(receiver.Span("invoke_workflow campaign").SpanId, span.ParentId);
        Assert.Equal(3, receiver.Points.Single(point => point.Metric == "acme.published").Value);
    }

    [Theory]
    [InlineData("AgentOtel:SamplingRatio", "0", 0)]
    [InlineData("AgentOtel:SamplingRatio", "1", 1)]
    [InlineData("OTEL_TRACES_SAMPLER", "always_off", 0)]
    public async Task Sampling_ByOptionOrVariable_DecidesWhatIsRecorded(string key, string value, int spans)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(receiver, (key, value));
        builder.AddAgentOtel();

        await builder.RunAsync(services => services.Telemetry().StartAgent("writer").Dispose());

        Assert.Equal(spans, receiver.Spans.Count);
        Assert.Single(receiver.Points, point => point.Metric == "gen_ai.invoke_agent.duration");
    }

    [Fact]
    public async Task Resource_NamedByTheStandardVariables_IsLeftAlone()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(
            receiver,
            ("OTEL_SERVICE_NAME", "by-variable"),
            ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=blue,team=a"),
            ("AgentOtel:ServiceName", "by-option"));
        builder.AddAgentOtel();

        await builder.RunAsync(services => services.Telemetry().StartAgent("writer").Dispose());

        var resource = Assert.Single(receiver.Spans).Origin.Resource;
        Assert.Equal("by-variable", resource["service.name"]);
        Assert.Equal("blue", resource["deployment.environment.name"]);
        Assert.Equal("a", resource["team"]);
    }

    [Fact]
    public async Task Known_Names_StartTheirCountersAtZero()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(
            receiver,
            ("AgentOtel:Known:Workflows:0", "campaign"),
            ("AgentOtel:Known:Tasks:0", "draft"),
            ("AgentOtel:Known:Agents:0", "writer"),
            ("AgentOtel:Known:Models:0", "openai/gpt-4.1"));
        builder.AddAgentOtel();

        await builder.RunAsync(_ => { });

        var retries = receiver.Points.Single(point => point.Metric == "agentotel.task.retries");
        Assert.Equal(0, retries.Value);
        Assert.Equal("draft", retries.Attributes["agentotel.task.name"]);
        Assert.Equal("campaign", retries.Attributes["gen_ai.workflow.name"]);
        var cost = receiver.Points.Single(point => point.Metric == "agentotel.cost.usd");
        Assert.Equal(0, cost.Value);
        Assert.Equal(
            [
                "agentotel.cost.category=model", "gen_ai.agent.name=writer", "gen_ai.provider.name=openai", "gen_ai.request.model=gpt-4.1",
                "gen_ai.workflow.name=campaign",
            ],
            cost.Attributes.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Resource_NamedByOptions_SaysSo()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(
            receiver, ("AgentOtel:ServiceName", "shop"), ("AgentOtel:ServiceVersion", "1.2.3"), ("AgentOtel:ServiceNamespace", "retail"));
        builder.AddAgentOtel();

        await builder.RunAsync(services => services.Telemetry().StartAgent("writer").Dispose());

        var resource = Assert.Single(receiver.Spans).Origin.Resource;
        Assert.Equal("shop", resource["service.name"]);
        Assert.Equal("1.2.3", resource["service.version"]);
        Assert.Equal("retail", resource["service.namespace"]);
    }

    [Theory]
    [InlineData("true", "ada")]
    [InlineData("false", null)]
    public async Task RecordUserId_ByOption_DecidesWhetherTheUserIsNamed(string value, string? expected)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(receiver, ("AgentOtel:RecordUserId", value), ("AgentOtel:UserHashKey", "0123456789abcdef"));
        builder.AddAgentOtel();

        await builder.RunAsync(services => services.Telemetry().StartWorkflow(new WorkflowStart("campaign") { UserId = "ada" }).Dispose());

        Assert.Equal(expected, Assert.Single(receiver.Spans).Attributes.GetValueOrDefault("user.id"));
        var log = receiver.Logs.Single(log => log.EventName == "agentotel.workflow.completed");
        Assert.Equal(expected, log.Attributes.GetValueOrDefault("user.id"));
        Assert.Equal(Hash("0123456789abcdef", "ada"), log.Attributes["agentotel.user.hash"]);
    }

    private static string Hash(string key, string user) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(user)))[..32];

    [Fact]
    public async Task MetricTenants_ByOption_BoundTheLabel()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(receiver, ("AgentOtel:MetricTenants:0", "acme"));
        builder.AddAgentOtel();

        await builder.RunAsync(services =>
        {
            foreach (var tenant in (string[])["acme", "someone-else"])
            {
                using var run = services.Telemetry().StartWorkflow(new WorkflowStart("campaign") { Tenant = tenant });
                services.Telemetry().RecordComputeCost(1);
            }
        });

        var tenants = receiver.Points.Where(point =>
            point.Metric == "agentotel.cost.usd").Select(point => point.Attributes["agentotel.tenant"]);
        Assert.Equal(["acme", "other"], tenants.Order());
    }
}
