using AgentOtel.Viewer.Telemetry;
using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Api;

/// <summary>Spans as the kit sends them.</summary>
internal static class Runs
{
    public static SpanRecord Workflow(
        int trace,
        string name = "campaign",
        double from = 0,
        double to = 1000,
        string status = "completed",
        string? run = null,
        string service = "shop") => Some.Span(
        trace, 1, 0, $"invoke_workflow {name}", from, to, resource: Some.Service(service),
        status: status == "failed" ? SpanStatus.Error : SpanStatus.Unset,
        attributes:
        [
            ("gen_ai.operation.name", "invoke_workflow"), ("gen_ai.workflow.name", name),
            ("agentotel.workflow.run.id", run ?? $"run_{trace}"), ("agentotel.status", status),
        ]);

    public static SpanRecord Agent(
        int trace, ulong id, ulong parent, string name = "writer", double from = 0, double to = 900) => Some.Span(
        trace, id, parent, $"invoke_agent {name}", from, to,
        attributes: [("gen_ai.operation.name", "invoke_agent"), ("gen_ai.agent.name", name)]);

    public static SpanRecord Model(
        int trace,
        ulong id,
        ulong parent,
        string model = "gpt-4.1",
        double from = 0,
        double to = 400,
        int input = 100,
        int output = 20,
        double? cost = 0.5,
        string provider = "openai",
        params (string Key, object Value)[] more) => Some.Span(
        trace, id, parent, $"chat {model}", from, to, SpanKind.Client,
        attributes:
        [
            ("gen_ai.operation.name", "chat"), ("gen_ai.provider.name", provider), ("gen_ai.request.model", model),
            ("gen_ai.usage.input_tokens", input), ("gen_ai.usage.output_tokens", output),
            .. cost is { } usd ? [("gen_ai.usage.cost", (object)usd)] : Array.Empty<(string, object)>(),
            .. more,
        ]);

    public static SpanRecord Tool(
        int trace,
        ulong id,
        ulong parent,
        string name = "web_search",
        double from = 400,
        double to = 800,
        SpanStatus status = SpanStatus.Unset,
        params (string Key, object Value)[] more) => Some.Span(
        trace, id, parent, $"execute_tool {name}", from, to, status: status,
        attributes: [("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", name), .. more]);
}
