using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Dialects;

/// <summary>Pydantic AI: official model calls, priced; agents and tools by span names of its own in older formats.</summary>
internal static class PydanticAi
{
    public static void Take(ref OperationDraft draft, string key, in AttributeValue value)
    {
        switch (key)
        {
            case "operation.cost": draft.Cost ??= value.AsReal(); break;
            case "agent_name": draft.Agent ??= value.AsText(); break;
            default: break;
        }
    }

    public static void Settle(ref OperationDraft draft, SpanRecord span)
    {
        if (draft.Name is null && span.Scope.Name == "pydantic-ai" &&
            (span.Name == "agent run" || span.Name.StartsWith("invoke_agent", StringComparison.Ordinal)))
        {
            draft.Kind = OperationKind.Agent;
        }
    }
}
