using System.Text.Json;

namespace AgentOtel.Viewer.Dialects.Conversations;

/// <summary>What was captured on a span, parsed for the dialects' readers of messages.</summary>
internal sealed class CapturedSpan
{
    private static readonly JsonElement Nothing = JsonText.Parse("{}")!.Value;

    public CapturedSpan(OperationKind kind, string scope, string attributes, string? events, IReadOnlyList<CapturedLog> logs)
    {
        Kind = kind;
        Scope = scope;
        Attributes = JsonText.Parse(attributes) is { ValueKind: JsonValueKind.Object } parsed ? parsed : Nothing;
        var all = new List<CapturedEvent>();
        if (JsonText.Parse(events) is { ValueKind: JsonValueKind.Array } spanEvents)
        {
            foreach (var item in spanEvents.EnumerateArray())
            {
                all.Add(new CapturedEvent(JsonText.Text(item, "name") ?? "", JsonText.Property(item, "attributes") is { ValueKind: JsonValueKind.Object } own ? own : Nothing, Nothing));
            }
        }

        foreach (var log in logs)
        {
            var logAttributes = JsonText.Parse(log.Attributes) is { ValueKind: JsonValueKind.Object } some ? some : Nothing;
            var name = string.IsNullOrEmpty(log.EventName) ? JsonText.Text(logAttributes, "event.name") ?? "" : log.EventName;
            all.Add(new CapturedEvent(name, logAttributes, JsonText.Parse(log.Body) ?? Nothing));
        }

        Events = all;
    }

    public OperationKind Kind { get; }

    /// <summary>The name of the span's instrumentation scope.</summary>
    public string Scope { get; }

    public JsonElement Attributes { get; }

    /// <summary>The span's events, then its logs.</summary>
    public IReadOnlyList<CapturedEvent> Events { get; }

    public JsonElement? this[string attribute] => JsonText.Property(Attributes, attribute);

    public bool HasPrefix(string prefix)
    {
        foreach (var attribute in Attributes.EnumerateObject())
        {
            if (attribute.Name.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
