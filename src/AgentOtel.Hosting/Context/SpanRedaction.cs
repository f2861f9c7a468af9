using System.Collections.Frozen;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace AgentOtel.Hosting;

/// <summary>
/// Takes secrets out of a span that ended: its status, its events, and every attribute whose text the app, a user or a peer
/// chose.
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

    public static void Redact(Activity span, Redactor redactor)
    {
        var isOwn = span.Source.Name == AgentTelemetry.SourceName;
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
            span.SetTag(name, value);
        }

        foreach (ref readonly var item in span.EnumerateEvents())
        {
            RedactInPlace(item.EnumerateTagObjects(), redactor);
        }

        foreach (ref readonly var link in span.EnumerateLinks())
        {
            RedactInPlace(link.EnumerateTagObjects(), redactor);
        }

        if (!isOwn && redactor.Redact(span.DisplayName) is var display && display != span.DisplayName)
        {
            span.DisplayName = display;
        }

        if (span.StatusDescription is { } description)
        {
            span.SetStatus(span.Status, redactor.Redact(description));
        }
    }

    /// <summary>
    /// The attributes of events and links have no setter, and a library puts the messages of exceptions there. They are
    /// enumerated by reference, and nobody else writes to a span that ended.
    /// </summary>
    private static void RedactInPlace(Activity.Enumerator<KeyValuePair<string, object?>> tags, Redactor redactor)
    {
        foreach (ref readonly var tag in tags)
        {
            if (TryRedact(tag, redactor, out var redacted))
            {
                Unsafe.AsRef(in tag) = new(tag.Key, redacted);
            }
        }
    }

    private static bool TryRedact(in KeyValuePair<string, object?> tag, Redactor redactor, out object? redacted)
    {
        redacted = redactor.Redact(tag.Key, tag.Value);
        return !ReferenceEquals(redacted, tag.Value) && !Equals(redacted, tag.Value)
            && !(redacted is string[] items && tag.Value is string[] old && items.AsSpan().SequenceEqual(old));
    }

    private static bool MustCheck(string key) =>
        !(key.StartsWith("gen_ai.", StringComparison.Ordinal) || key.StartsWith("agentotel.", StringComparison.Ordinal) || key == "error.type")
        || key.StartsWith(SemanticConventions.AgentOtel.ContextPrefix, StringComparison.Ordinal)
        || Checked.Contains(key);
}
