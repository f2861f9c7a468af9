using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Dialects;

/// <summary>Finish reasons in the convention's spelling, from an array, a JSON string or plain text.</summary>
internal static class FinishReasons
{
    private static readonly string[] Stop = ["stop"];
    private static readonly string[] Length = ["length"];
    private static readonly string[] ToolCall = ["tool_call"];
    private static readonly string[] ContentFilter = ["content_filter"];
    private static readonly string[] Error = ["error"];

    public static IReadOnlyList<string> Read(in AttributeValue sent)
    {
        if (sent.List is { } list)
        {
            return list.Count == 1 ? One(list[0].Text) : [.. list.Select(item => Spell(item.Text)).OfType<string>()];
        }

        if (sent.Text is not { Length: > 0 } text)
        {
            return [];
        }

        if (text[0] != '[')
        {
            return One(text);
        }

        var items = text.Trim('[', ']', ' ');
        return items.Contains(',', StringComparison.Ordinal)
            ? [.. items.Split(',').Select(item => Spell(item.Trim(' ', '"', '\''))).OfType<string>()]
            : One(items.Trim('"', '\''));
    }

    /// <summary>One reason's spelling; <see langword="null"/> for none.</summary>
    public static string? Spell(string? sent)
    {
        if (string.IsNullOrWhiteSpace(sent))
        {
            return null;
        }

        // FinishReason.MAX_TOKENS, FINISH_REASON_STOP
        var reason = sent[(sent.LastIndexOf('.') + 1)..];
        reason = reason.StartsWith("FINISH_REASON_", StringComparison.OrdinalIgnoreCase) ? reason["FINISH_REASON_".Length..] : reason;
        return reason.ToLowerInvariant() switch
        {
            "stop" or "end_turn" or "stop_sequence" or "completed" or "complete" or "eos" => "stop",
            "length" or "max_tokens" or "max_output_tokens" or "model_length" or "model_context_window_exceeded" => "length",
            "tool_call" or "tool_calls" or "tool-calls" or "tool_use" or "function_call" => "tool_call",
            "content_filter" or "content-filter" or "content_filtered" or "refusal" or "safety" or "guardrail_intervened" or
                "blocklist" or "prohibited_content" or "recitation" or "spii" => "content_filter",
            "error" or "failed" => "error",
            "none" or "null" or "unspecified" => null,
            _ => sent,
        };
    }

    /// <summary>The common ones without an allocation.</summary>
    private static string[] One(string? sent) => Spell(sent) switch
    {
        null => [],
        "stop" => Stop,
        "length" => Length,
        "tool_call" => ToolCall,
        "content_filter" => ContentFilter,
        "error" => Error,
        var other => [other],
    };
}
