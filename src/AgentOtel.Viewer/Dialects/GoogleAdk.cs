using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Dialects;

/// <summary>Google's Agent Development Kit: the official conventions with names of its own for sessions and content.</summary>
internal static class GoogleAdk
{
    public static void Take(ref OperationDraft draft, string key, in AttributeValue value)
    {
        if (!key.StartsWith("gcp.vertex.agent.", StringComparison.Ordinal))
        {
            return;
        }

        draft.Senders |= Sender.Google;
        if (key == "gcp.vertex.agent.session_id")
        {
            draft.Session ??= value.AsText();
        }
    }

    public static void Settle(ref OperationDraft draft, SpanRecord span)
    {
        draft.Usage.IsReasoningOutside = draft.IsReasoningApart;
        draft.ToolCallId = draft.ToolCallId == "<not specified>" ? null : draft.ToolCallId;
        if (draft.Tool == "(merged tools)")
        {
            // Repeats the calls beside it, made for ADK's own page.
            draft.Kind = OperationKind.None;
        }
        else if (draft.Name is null && span.Name == "call_llm")
        {
            draft.Kind = OperationKind.Model;
            draft.Name = "generate_content";
        }
    }
}
