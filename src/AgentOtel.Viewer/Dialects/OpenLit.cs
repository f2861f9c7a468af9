using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Dialects;

/// <summary>openlit: the official conventions, priced, but what Anthropic cached is left out of the input.</summary>
internal static class OpenLit
{
    public static bool Sent(SpanRecord span) =>
        span.Scope.Name.StartsWith("openlit", StringComparison.Ordinal) || span.Resource.Attributes["telemetry.sdk.name"].Text == "openlit";

    public static void Settle(ref OperationDraft draft)
    {
        draft.Usage.IsCacheOutside = Providers.Of(draft.Provider ?? draft.System) == "anthropic";
        if (draft.Kind is OperationKind.None && draft.Name == "agent")
        {
            draft.Kind = OperationKind.Agent;
            draft.Name = null;
        }
    }
}
