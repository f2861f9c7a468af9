using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Dialects;

/// <summary>The Model Context Protocol: a client's span and a server's for each request, in two services of one trace.</summary>
internal static class Mcp
{
    public static void Take(ref OperationDraft draft, string key, in AttributeValue value)
    {
        if (key == "mcp.method.name")
        {
            draft.McpMethod = value.AsText();
        }
    }

    /// <summary>
    /// Whether the span is an MCP request, and what it is then: a call of a tool at the client, a plain span otherwise. A tool's own
    /// span that was only enriched by an MCP client is neither.
    /// </summary>
    public static bool TrySettle(ref OperationDraft draft, SpanRecord span)
    {
        if (draft.McpMethod is null || span.Kind is not (SpanKind.Client or SpanKind.Server))
        {
            return false;
        }

        if (span.Kind is SpanKind.Client && draft.McpMethod == "tools/call")
        {
            draft.Kind = OperationKind.Tool;
            draft.IsMcpClient = true;
            draft.Tool ??= span.Name.StartsWith("tools/call ", StringComparison.Ordinal) ? span.Name["tools/call ".Length..] : null;
        }

        return true;
    }
}
