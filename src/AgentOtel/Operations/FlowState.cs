using System.Diagnostics;

namespace AgentOtel;

/// <summary>The span and the context that are current in a flow.</summary>
internal readonly struct FlowState(Activity? span, AgentContext? context)
{
    public void Restore()
    {
        CurrentSpan.Set(CurrentSpan.Running(span));
        AgentContext.Restore(context);
    }
}
