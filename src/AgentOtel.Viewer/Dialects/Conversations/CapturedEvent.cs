using System.Text.Json;

namespace AgentOtel.Viewer.Dialects.Conversations;

/// <summary>An event that may carry messages: one on the span, or a log record of it.</summary>
internal readonly record struct CapturedEvent(string Name, JsonElement Attributes, JsonElement Body);
