using System.Diagnostics;

namespace AgentOtel;

/// <summary>Starts the span of an operation below the right parent, and never below a stopped one.</summary>
internal static class SpanStart
{
    private const int MaxDepth = 100;

    /// <param name="core">The core.</param>
    /// <param name="start">What starts.</param>
    /// <param name="options">Where.</param>
    /// <param name="before">The span that is current.</param>
    public static Activity? Start(TelemetryCore core, in OperationStart start, in StartOptions options, Activity? before)
    {
        if (start.HasNoSpan || !core.Source.HasListeners())
        {
            return null;
        }

        var parent = options.RemoteParent;
        var below = before;
        if (!options.HasRemoteParent)
        {
            below = options.Parent is null ? Bounded(core, CurrentSpan.Running(before)) : options.Parent.Operation?.NearestSpan;
            if (below is { IsStopped: true })
            {
                parent = below.Context;
                below = before;
            }
        }

        if (below != before)
        {
            Activity.Current = below;
        }

        var span = Start(core, start, options, parent, below);
        if (span is null ? below != before : options.Detached)
        {
            CurrentSpan.Set(before);
        }

        return span;
    }

    /// <summary>The span of another library that stands for the same act, or none.</summary>
    public static Activity? Adopt(TelemetryCore core, in OperationStart start, in StartOptions options) =>
        start.MayAdopt && options.Parent is null
        && Activity.Current is { IsStopped: false } current
        && current.Source != core.Source
        && current.Source.Name != TelemetryCore.Name
        && current.OperationName == start.SpanName
            ? current
            : null;

    private static Activity? Start(
        TelemetryCore core, in OperationStart start, in StartOptions options, ActivityContext parent, Activity? below)
    {
        try
        {
            return core.Source.StartActivity(start.SpanName, start.Kind, parent, start.Tags, options.Links);
        }
        catch (Exception exception)
        {
            // The boundary to samplers and listeners. One that throws once the span has started leaves it current.
            core.Report(exception, "the start of a span");
            return Activity.Current is { IsStopped: false } started && started != below && started.Source == core.Source ? started : null;
        }
    }

    /// <summary>A loop that forgets to end its handles would make the chain of spans longer for ever: it is cut at its root.</summary>
    private static Activity? Bounded(TelemetryCore core, Activity? span)
    {
        var depth = 0;
        var root = span;
        while (root?.Parent is { } parent && depth <= MaxDepth)
        {
            root = parent;
            depth++;
        }

        if (depth <= MaxDepth)
        {
            return span;
        }

        core.Drops.Add("traces", "depth");
        while (root!.Parent is { } above)
        {
            root = above;
        }

        return root;
    }
}
