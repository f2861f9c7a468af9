namespace AgentOtel.Viewer.Dialects;

/// <summary>A log record of a span, as the store holds it: attributes a JSON object, the body text or JSON.</summary>
internal sealed record CapturedLog(string? EventName, string Body, string Attributes);
