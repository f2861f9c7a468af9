using System.Collections.Frozen;
using System.Diagnostics;

namespace AgentOtel.Hosting;

/// <summary>Takes secrets out of a span that ended: its status and every attribute whose text the app, a user or a peer chose.</summary>
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
            if (tag.Value is not (string or string[]) || (isOwn && !MustCheck(tag.Key)))
            {
                continue;
            }

            var redacted = redactor.Redact(tag.Key, tag.Value);
            if (!Equals(redacted, tag.Value) && !(redacted is string[] items && items.AsSpan().SequenceEqual((string[])tag.Value)))
            {
                (changed ??= []).Add(new(tag.Key, redacted));
            }
        }

        foreach (var (name, value) in changed ?? [])
        {
            span.SetTag(name, value);
        }

        if (span.StatusDescription is { } description)
        {
            span.SetStatus(span.Status, redactor.Redact(description));
        }
    }

    private static bool MustCheck(string key) =>
        !(key.StartsWith("gen_ai.", StringComparison.Ordinal) || key.StartsWith("agentotel.", StringComparison.Ordinal) || key == "error.type")
        || key.StartsWith(SemanticConventions.AgentOtel.ContextPrefix, StringComparison.Ordinal)
        || Checked.Contains(key);
}
