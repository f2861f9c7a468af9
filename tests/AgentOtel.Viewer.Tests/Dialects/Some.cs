using System.Text.Json;
using AgentOtel.Viewer.Api;
using AgentOtel.Viewer.Dialects;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Tests.Dialects;

/// <summary>Spans as a sender writes them, and what the viewer reads in them.</summary>
internal static class Some
{
    public static SpanRecord Span(string name, params (string Key, object Value)[] attributes) => new()
    {
        Resource = Resource.Unknown,
        Scope = Scope.Unknown,
        TraceId = 1,
        SpanId = 2,
        ParentSpanId = 1,
        Name = name,
        Kind = SpanKind.Internal,
        StartTime = 1_800_000_000_000_000_000,
        EndTime = 1_800_000_001_000_000_000,
        Attributes = Attributes(attributes),
    };

    public static SpanRecord From(this SpanRecord span, string scope) =>
        span with { Scope = new Scope(scope, "1.0", Telemetry.Attributes.Empty) };

    public static SpanRecord Failed(this SpanRecord span, string message = "", params SpanEvent[] events) =>
        span with { Status = SpanStatus.Error, StatusMessage = message, Events = events };

    public static SpanEvent Event(string name, params (string Key, object Value)[] attributes) =>
        new(name, 1_800_000_000_500_000_000, Attributes(attributes));

    public static Operation Read(this SpanRecord span) => new SpanReader().Read(span);

    public static string[] List(params string[] items) => items;

    /// <summary>The messages as one line each: role, direction, finish reason, and the parts' type, name, id and content.</summary>
    public static string[] Said(this ConversationView? view) =>
        [.. view!.Messages.Select(message =>
            $"{message.Role} {message.Direction}{(message.FinishReason is { } reason ? $" ({reason})" : "")}: " +
            string.Join(
                " | ",
                message.Parts.Select(part => string.Join(' ', new[] { part.Type, part.Name, part.Id, part.Content }.OfType<string>()))))];

    /// <summary>Attributes as the store holds them: a JSON object.</summary>
    public static string Json(params (string Key, object Value)[] attributes) =>
        JsonSerializer.Serialize(attributes.ToDictionary(pair => pair.Key, pair => pair.Value));

    /// <summary>Events as the store holds them: a JSON array.</summary>
    public static string Events(params (string Name, object Attributes)[] events) =>
        JsonSerializer.Serialize(
            events.Select(item => new { name = item.Name, time = "1800000000500000000", attributes = item.Attributes }));

    public static ConversationView? Conversation(
        OperationKind kind, string attributes, string? events = null, string scope = "", params CapturedLog[] logs) =>
        ConversationReader.Read(kind, scope, attributes, events, logs);

    public static Attributes Attributes(params (string Key, object Value)[] attributes)
    {
        var result = new Attributes(attributes.Length);
        foreach (var (key, value) in attributes)
        {
            result.Add(key, Value(value));
        }

        return result;
    }

    private static AttributeValue Value(object value) => value switch
    {
        string text => AttributeValue.Of(text),
        bool flag => AttributeValue.Of(flag),
        int whole => AttributeValue.Of((long)whole),
        double real => AttributeValue.Of(real),
        string[] list => AttributeValue.Of([.. list.Select(AttributeValue.Of)]),
        _ => throw new ArgumentException($"No attribute of type {value.GetType()}."),
    };
}
