using System.Diagnostics;

namespace AgentOtel.Hosting;

/// <summary>
/// Spans whose events or links hold a secret, which .NET has no way to take out of them. They are withheld from every exporter by
/// their flag, and then given to AgentOtel's own alone, with a mark before their name by which <see cref="TraceRequest"/> knows
/// them on the wire.
/// </summary>
internal sealed class WithheldSpans
{
    /// <summary>Private characters, which no name begins with.</summary>
    public const string Mark = "\uE0A7\uE0A6";

    private const string Property = "AgentOtel.Withheld";

    private volatile bool _isAnyReleased;

    /// <summary>Whether requests need to be looked through.</summary>
    public bool IsAnyReleased => _isAnyReleased;

    public static void Withhold(Activity span)
    {
        if (span.Recorded)
        {
            span.SetCustomProperty(Property, Property);
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }

    /// <summary>Records it again: what was started below it later hangs on that.</summary>
    /// <returns>Whether it was withheld.</returns>
    public static bool Restore(Activity span)
    {
        if (span.GetCustomProperty(Property) is null)
        {
            return false;
        }

        span.SetCustomProperty(Property, null);
        span.ActivityTraceFlags |= ActivityTraceFlags.Recorded;
        return true;
    }

    /// <summary>Before it goes to the exporter.</summary>
    public void Release(Activity span)
    {
        _isAnyReleased = true;
        span.DisplayName = Mark + span.DisplayName;
    }
}
