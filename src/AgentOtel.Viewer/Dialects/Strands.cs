using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Dialects;

/// <summary>Strands Agents: the official conventions with milliseconds where others have seconds.</summary>
internal static class Strands
{
    public static bool Sent(SpanRecord span) => span.Scope.Name.StartsWith("strands", StringComparison.Ordinal);

    public static void Settle(ref OperationDraft draft)
    {
        draft.TimeToFirstChunk /= 1000;
        if (draft.Name is "invoke_graph" or "invoke_swarm")
        {
            draft.Kind = OperationKind.Workflow;
            draft.Workflow ??= draft.Agent;
            draft.Agent = null;
            draft.Name = null;
        }
    }
}
