using AgentOtel.Viewer.Dialects;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Tests.Dialects;

public sealed class McpTests
{
    [Fact]
    public void Read_ClientsCallOfATool_IsATool()
    {
        var call = (
            Some.Span(
                "tools/call search",
                ("mcp.method.name", "tools/call"),
                ("gen_ai.operation.name", "execute_tool"),
                ("gen_ai.tool.name", "search"),
                ("error.type", "tool_error")) with { Kind = SpanKind.Client })
            .Failed().Read();

        Assert.Equal((OperationKind.Tool, "search", true), (call.Kind, call.Tool, call.IsMcpClient));
        Assert.Equal(("failed", "tool_error"), (call.Status, call.ErrorType));
    }

    [Fact]
    public void Read_ToolOnlyInTheSpansName_IsFound() =>
        Assert.Equal(
            "search", (Some.Span("tools/call search", ("mcp.method.name", "tools/call")) with { Kind = SpanKind.Client }).Read().Tool);

    [Fact]
    public void Read_ServersSpan_IsPlain() =>
        Assert.Same(
            Operation.None,
            (
                Some.Span(
                    "tools/call search",
                    ("mcp.method.name", "tools/call"),
                    ("gen_ai.operation.name", "execute_tool"),
                    ("gen_ai.tool.name", "search")) with { Kind = SpanKind.Server }).Read());

    [Fact]
    public void Read_OtherRequest_IsPlain() =>
        Assert.Same(Operation.None, (Some.Span("tools/list", ("mcp.method.name", "tools/list")) with { Kind = SpanKind.Client }).Read());

    [Fact]
    public void Read_ToolsOwnSpanThatAnMcpClientEnriched_IsTheTool()
    {
        var tool = Some.Span(
            "execute_tool search",
            ("gen_ai.operation.name", "execute_tool"),
            ("gen_ai.tool.name", "search"),
            ("mcp.method.name", "tools/call")).Read();

        Assert.Equal((OperationKind.Tool, "search", false), (tool.Kind, tool.Tool, tool.IsMcpClient));
    }
}
