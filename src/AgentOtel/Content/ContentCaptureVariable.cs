namespace AgentOtel;

/// <summary>The variable that switches content on, in the spellings of all libraries that read it.</summary>
public static class ContentCaptureVariable
{
    /// <summary>The variable.</summary>
    public const string Name = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";

    internal static ContentCapture FromEnvironment() => Parse(Environment.GetEnvironmentVariable(Name));

    /// <summary>Anything that is not known means off: a spelling mistake must not let content out.</summary>
    public static ContentCapture Parse(string? value) => value?.Trim().ToUpperInvariant().Replace('-', '_') switch
    {
        "TRUE" or "1" or "YES" or "ON" or "SPAN_ONLY" or "SPAN" => ContentCapture.Spans,
        "EVENT_ONLY" or "EVENT" => ContentCapture.Events,
        "SPAN_AND_EVENT" => ContentCapture.SpansAndEvents,
        _ => ContentCapture.None,
    };
}
