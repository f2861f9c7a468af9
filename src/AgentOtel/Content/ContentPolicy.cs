namespace AgentOtel;

/// <summary>Whether content is captured, and how it is written.</summary>
internal sealed class ContentPolicy(ContentCapture capture, int maxBytes, ContentUpload? upload, Redactor redactor)
{
    /// <summary>The least that a part of content may take.</summary>
    public const int MinBytes = 1024;

    private const int ExcerptChars = 200;

    private readonly int _maxBytes = Math.Max(maxBytes, MinBytes);

    public ContentCapture Capture => capture;

    public ContentUpload? Upload => upload;

    public Redactor Redactor => redactor;

    public bool IsOn => Capture != ContentCapture.None || Upload is not null;

    /// <summary>The shape of a value and, with capture on, how it begins.</summary>
    public string? Summarize(object? value)
    {
        var shape = ContentSummary.Of(value, Redactor);
        return shape is null || Capture == ContentCapture.None ? shape : $"{shape}: {Excerpt(value)}";
    }

    public string Write(object? value, string? role) => value switch
    {
        _ when role is null => ContentWriter.Write(value is string json ? ContentWriter.Parsed(json) : value, Redactor, _maxBytes),
        _ when MessagesIn(value) is { } messages => ContentWriter.WriteMessages(messages, Redactor, _maxBytes),
        string text => ContentWriter.WriteMessages([new(role, text)], Redactor, _maxBytes),
        _ => ContentWriter.WriteMessages([new(role, ContentWriter.Write(value, Redactor, _maxBytes))], Redactor, _maxBytes),
    };

    /// <summary>Text of an unknown kind, redacted: what is JSON is redacted by its keys too.</summary>
    public string WriteText(string text) => ContentWriter.Parsed(text) is string ? Redactor.Redact(text) : Write(text, null);

    /// <summary>Text as far as content may be long: what a stream adds past it is not held.</summary>
    public int MaxChars => _maxBytes;

    private static IEnumerable<ModelMessage>? MessagesIn(object? value) => value switch
    {
        IEnumerable<ModelMessage> messages => messages,
        ModelMessage message => [message],
        _ => null,
    };

    private string Excerpt(object? value)
    {
        var text = value as string
            ?? (
                MessagesIn(value) is { } messages
                    ? ContentWriter.WriteMessages(messages, Redactor, MinBytes)
                    : ContentWriter.Write(value, Redactor, MinBytes));
        return TextCut.Marked(Redactor.Redact(TextCut.Chars(text, ExcerptChars + TextCut.Overlap)), ExcerptChars);
    }
}
