using AgentOtel.Stack.Tests;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Tests.Wire;

/// <summary>The real JavaScript SDK sends, with each of its exporters; the one of protobuf zips.</summary>
[Trait("Needs", "JavaScript")]
public sealed class JavaScriptSdkTests
{
    [Theory]
    [InlineData("grpc")]
    [InlineData("proto")]
    [InlineData("http")]
    public async Task Export_AllSignals_Arrive(string encoding)
    {
        await using var server = await ReceivingServer.StartAsync();

        await Tools.RunAsync("node", [ServerCache.JavaScript, encoding, (encoding == "grpc" ? server.Grpc : server.Http).AbsoluteUri]);

        var span = Assert.Single(server.Spans);
        Assert.Equal(
            ("chat gpt-4o", SpanKind.Client, SpanStatus.Error, "too long", "javascript"),
            (span.Name, span.Kind, span.Status, span.StatusMessage, span.Resource.Service));
        Assert.Equal(
            (12L, 0.5, true),
            (
                span.Attributes["gen_ai.usage.input_tokens"].AsWhole(),
                span.Attributes["temperature"].AsReal(),
                span.Attributes["stream"].Flag));
        Assert.Equal(["a", "b"], span.Attributes["stop"].List!.Select(member => member.Text));
        Assert.Equal("first chunk", Assert.Single(span.Events).Name);
        var log = Assert.Single(server.Logs);
        Assert.Equal(
            (13, "WARN", "gen_ai.choice", span.TraceId, span.SpanId),
            (log.Severity, log.SeverityText, log.EventName, log.TraceId, log.SpanId));
        Assert.Equal("assistant", log.Body.Map!["message"].Map!["role"].Text);
        var metrics = server.Metrics.ToDictionary(metric => metric.Name);
        Assert.Equal(
            (3.0, "gpt-4o", true),
            (
                metrics["calls"].Points.Single().Value,
                metrics["calls"].Points.Single().Attributes["model"].Text,
                metrics["calls"].IsMonotonic));
        Assert.Equal((MetricType.Histogram, 0.3), (metrics["duration"].Type, metrics["duration"].Points.Single().Distribution!.Sum));
        Assert.Equal(
            (MetricType.ExponentialHistogram, 1ul),
            (metrics["sizes"].Type, metrics["sizes"].Points.Single().Distribution!.PositiveCounts.Aggregate((a, b) => a + b)));
    }
}
