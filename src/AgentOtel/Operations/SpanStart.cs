using System.Diagnostics;

namespace AgentOtel;

/// <summary>Starts the span of an operation below the right parent, and never below a stopped one.</summary>
internal static class SpanStart
{
    public static Activity? Start(TelemetryCore core, in OperationStart start, OperationNode? parent)
    {
        if (start.HasNoSpan || !core.Source.HasListeners())
        {
            return null;
        }

        var before = Activity.Current;
        var parentContext = start.Options.RemoteParent;
        if (parentContext == default)
        {
            var below = start.Options.Parent is null ? Running(before) : parent?.NearestSpan;
            if (below is { IsStopped: true })
            {
                parentContext = below.Context;
            }
            else if (below != before)
            {
                Activity.Current = below;
            }
        }

        Activity? activity = null;
        try
        {
            activity = core.Source.StartActivity(start.SpanName, start.Kind, parentContext, start.Tags, start.Options.Links);
        }
        finally
        {
            if (activity is null || start.Options.Detached)
            {
                Activity.Current = before;
            }
        }

        return activity;
    }

    /// <summary>The span of another library that stands for the same act, or none.</summary>
    public static Activity? Adopt(TelemetryCore core, in OperationStart start) =>
        start is { MayAdopt: true, Options.Parent: null }
        && Activity.Current is { IsStopped: false } current
        && current.Source != core.Source
        && current.Source.Name != TelemetryCore.Name
        && current.OperationName == start.SpanName
            ? current
            : null;

    /// <summary>The activity itself, or the nearest one above it that has not stopped.</summary>
    public static Activity? Running(Activity? activity)
    {
        while (activity is { IsStopped: true })
        {
            activity = activity.Parent;
        }

        return activity;
    }

    public static bool IsSelfOrBelow(Activity? activity, Activity ancestor)
    {
        while (activity is not null && activity != ancestor)
        {
            activity = activity.Parent;
        }

        return activity is not null;
    }
}
