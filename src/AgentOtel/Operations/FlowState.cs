using System.Diagnostics;

namespace AgentOtel;

/// <summary>The span and the context that are current in a flow.</summary>
internal readonly struct FlowState(Activity? activity, AgentContext context)
{
    public static FlowState Capture() => new(Activity.Current, AgentContext.Current);

    public void Restore()
    {
        Activity.Current = SpanStart.Running(activity);
        AgentContext.Restore(context);
    }
}
