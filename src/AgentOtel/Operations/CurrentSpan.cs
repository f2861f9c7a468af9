using System.Diagnostics;

namespace AgentOtel;

/// <summary>What is asked of <see cref="Activity.Current"/>: never a stopped span, and no write that changes nothing.</summary>
internal static class CurrentSpan
{
    public static void Set(Activity? span)
    {
        if (Activity.Current != span)
        {
            Activity.Current = span;
        }
    }

    /// <summary>Makes a span current until the scope ends, so that logs and exemplars point to it.</summary>
    public static Scope Use(Activity? span)
    {
        var before = Activity.Current;
        if (span is null or { IsStopped: true } || span == before)
        {
            return default;
        }

        Activity.Current = span;
        return new Scope(before);
    }

    /// <summary>The span itself, or the nearest one above it that has not stopped.</summary>
    public static Activity? Running(Activity? span)
    {
        while (span is { IsStopped: true })
        {
            span = span.Parent;
        }

        return span;
    }

    public static bool IsSelfOrBelow(Activity? span, Activity ancestor)
    {
        while (span is not null && span != ancestor)
        {
            span = span.Parent;
        }

        return span is not null;
    }

    /// <summary>Puts the span that was current before back.</summary>
    public readonly ref struct Scope
    {
        private readonly Activity? _before;
        private readonly bool _isChanged;

        public Scope(Activity? before)
        {
            _before = before;
            _isChanged = true;
        }

        public void Dispose()
        {
            if (_isChanged)
            {
                Set(Running(_before));
            }
        }
    }
}
