using System.Collections.Frozen;
using System.Diagnostics;

namespace AgentOtel.Hosting;

/// <summary>
/// Takes secrets out of a span that ended: its name, its status, and every attribute whose text the app, a user or a peer chose.
/// What its events and links hold cannot be replaced in it: that there are secrets is told.
/// </summary>
internal static class SpanRedaction
{
    // What the kit sets under these is a name from the code, a number, an id of its own, or content redacted before.
    private static readonly FrozenSet<string> Checked = FrozenSet.Create(
        StringComparer.Ordinal,
        SemanticConventions.GenAi.ConversationId,
        SemanticConventions.GenAi.Agent.Description,
        SemanticConventions.GenAi.Tool.Description,
        SemanticConventions.AgentOtel.CorrelationId,
        SemanticConventions.AgentOtel.Tenant,
        SemanticConventions.AgentOtel.WorkflowPauseReason);

    /// <returns>Whether nothing secret is left in it.</returns>
    public static bool Redact(Activity span, Redactor redactor)
    {
        var isOwn = span.Source.Name == AgentTelemetry.SourceName;
        RedactTags(span, isOwn, redactor);
        if (!isOwn && redactor.Redact(span.DisplayName) is var display && display != span.DisplayName)
        {
            span.DisplayName = display;
        }

        if (span.StatusDescription is { } description && redactor.Redact(description) is var redacted && redacted != description)
        {
            span.SetStatus(span.Status, redacted);
        }

        return AreEventsClean(span, redactor) && AreLinksClean(span, redactor);
    }

    private static void RedactTags(Activity span, bool isOwn, Redactor redactor)
    {
        List<KeyValuePair<string, object?>>? changed = null;
        foreach (ref readonly var tag in span.EnumerateTagObjects())
        {
            if ((!isOwn || MustCheck(tag.Key)) && TryRedact(tag, redactor, out var redacted))
            {
                (changed ??= []).Add(new(tag.Key, redacted));
            }
        }

        foreach (var (name, value) in changed ?? [])
        {
            Replace(span, name, value);
        }
    }

    /// <summary>A key may stand there several times, and only its first value can be set: then one value stays.</summary>
    private static void Replace(Activity span, string name, object? value)
    {
        var count = 0;
        foreach (ref readonly var tag in span.EnumerateTagObjects())
        {
            count += tag.Key == name ? 1 : 0;
        }

        for (; count > 1; count--)
        {
            span.SetTag(name, null);
        }

        span.SetTag(name, value);
    }

    private static bool AreEventsClean(Activity span, Redactor redactor)
    {
        foreach (ref readonly var item in span.EnumerateEvents())
        {
            if (!AreClean(item.EnumerateTagObjects(), redactor))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreLinksClean(Activity span, Redactor redactor)
    {
        foreach (ref readonly var link in span.EnumerateLinks())
        {
            if (!AreClean(link.EnumerateTagObjects(), redactor))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreClean(Activity.Enumerator<KeyValuePair<string, object?>> tags, Redactor redactor)
    {
        foreach (ref readonly var tag in tags)
        {
            if (TryRedact(tag, redactor, out _))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryRedact(in KeyValuePair<string, object?> tag, Redactor redactor, out object? redacted)
    {
        redacted = redactor.Redact(tag.Key, tag.Value);
        return !ReferenceEquals(redacted, tag.Value) && !Equals(redacted, tag.Value)
            && !(redacted is string[] items && tag.Value is string[] old && items.AsSpan().SequenceEqual(old));
    }

    private static bool MustCheck(string key) =>
        !(key.StartsWith("gen_ai.", StringComparison.Ordinal)
            || key.StartsWith("agentotel.", StringComparison.Ordinal)
            || key == SemanticConventions.Error.Type)
        || key.StartsWith(SemanticConventions.AgentOtel.ContextPrefix, StringComparison.Ordinal)
        || Checked.Contains(key);
}
