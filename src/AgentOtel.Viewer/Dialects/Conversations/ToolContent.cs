using System.Text.Json;

namespace AgentOtel.Viewer.Dialects.Conversations;

/// <summary>Arguments and results on a tool's own span, under each sender's names.</summary>
internal static class ToolContent
{
    private static readonly (string Arguments, string Result)[] Names =
    [
        ("gen_ai.tool.call.arguments", "gen_ai.tool.call.result"),
        ("ai.toolCall.args", "ai.toolCall.result"),
        ("gcp.vertex.agent.tool_call_args", "gcp.vertex.agent.tool_response"),
        ("tool_arguments", "tool_response"),
        ("mcp.request.argument", "mcp.response.value"),
        ("traceloop.entity.input", "traceloop.entity.output"),
        ("input.value", "output.value"),
        ("gen_ai.tool.args", "gen_ai.tool.result"),
        ("tool.parameters", "tool.output"),
    ];

    public static void Read(CapturedSpan span, ConversationDraft conversation)
    {
        var name = JsonText.Text(span.Attributes, "gen_ai.tool.name") ?? JsonText.Text(span.Attributes, "ai.toolCall.name")
            ?? JsonText.Text(span.Attributes, "tool.name") ?? JsonText.Text(span.Attributes, "traceloop.entity.name");
        var id = JsonText.Text(span.Attributes, "gen_ai.tool.call.id") ?? JsonText.Text(span.Attributes, "ai.toolCall.id");
        foreach (var (arguments, result) in Names)
        {
            if (conversation.LacksInput && Captured(span, arguments) is { } sent)
            {
                conversation.AddToolCall(sent, name, id);
            }

            if (conversation.LacksOutput && Captured(span, result) is { } got)
            {
                conversation.AddToolResult(got, name, id);
            }
        }
    }

    /// <summary>Google's ADK writes an empty object where capture is off; elsewhere that is a tool without arguments.</summary>
    private static string? Captured(CapturedSpan span, string attribute)
    {
        var text = span[attribute] is { } value ? JsonText.Shown(value) : null;
        return string.IsNullOrEmpty(text) || text == "N/A" || (text == "{}" && attribute.StartsWith("gcp.", StringComparison.Ordinal)) ? null : text;
    }
}
