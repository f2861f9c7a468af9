namespace AgentOtel;

/// <summary>
/// Where the content of messages, tool arguments and results is recorded. Content is redacted, then cut to JSON that still
/// parses.
/// </summary>
[Flags]
public enum ContentCapture
{
    /// <summary>Nowhere: its shape alone is recorded.</summary>
    None = 0,

    /// <summary>On spans, as JSON.</summary>
    Spans = 1,

    /// <summary>On the event <c>gen_ai.client.inference.operation.details</c>, as JSON.</summary>
    Events = 2,

    /// <summary>On both.</summary>
    SpansAndEvents = Spans | Events,
}
