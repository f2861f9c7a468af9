using System.Diagnostics;

namespace AgentOtel;

/// <summary>Tags of a span that is the kit's own, each set once: adding skips the search that setting makes.</summary>
internal static class SpanTags
{
    public static void AddKnown(this Activity span, string name, object? value)
    {
        if (value is not null)
        {
            span.AddTag(name, value);
        }
    }

    public static void AddKnown<T>(this Activity span, string name, T? value)
        where T : struct
    {
        if (value is { } known)
        {
            span.AddTag(name, known);
        }
    }
}
