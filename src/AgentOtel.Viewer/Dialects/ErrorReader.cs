using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Dialects;

/// <summary>What failed on a span: a type in one spelling, a message and a stack.</summary>
internal readonly record struct ReadError(string? Type, string? Message, string? Stack);

/// <summary>Finds a span's error wherever its sender put it: <c>error.type</c>, an exception event, the status.</summary>
internal static class ErrorReader
{
    /// <param name="span">The span.</param>
    /// <param name="sentType">Its <c>error.type</c>.</param>
    /// <returns>All <see langword="null"/> where the span did not fail: an exception that was handled is no failure.</returns>
    public static ReadError Read(SpanRecord span, string? sentType)
    {
        sentType = string.IsNullOrWhiteSpace(sentType) ? null : sentType;
        if (span.Status is not SpanStatus.Error && sentType is null)
        {
            return default;
        }

        string? type = null;
        string? message = null;
        string? stack = null;

        // The same exception may stand twice; the last that happened is the one that ended the span.
        for (var i = span.Events.Count - 1; i >= 0; i--)
        {
            if (span.Events[i] is { Name: "exception" } exception)
            {
                type = exception.Attributes["exception.type"].AsText();
                message = exception.Attributes["exception.message"].AsText();
                stack = exception.Attributes["exception.stacktrace"].AsText();
                break;
            }
        }

        var status = SplitStack(span.StatusMessage);
        message = string.IsNullOrWhiteSpace(message) ? status.Message : message;
        stack = string.IsNullOrWhiteSpace(stack) ? status.Stack : stack;
        return new ReadError(Pick(sentType, type, message), string.IsNullOrWhiteSpace(message) ? null : message, stack);
    }

    /// <summary>A type of error in one spelling: <c>timeout</c>, <c>429</c>, <c>openai.RateLimitError</c>; <see langword="null"/> where nothing is said.</summary>
    public static string? Spell(string? sent)
    {
        if (string.IsNullOrWhiteSpace(sent) || sent is "_OTHER")
        {
            return null;
        }

        var type = sent.Trim();
        type = type.StartsWith("<class '", StringComparison.Ordinal) && type.EndsWith("'>", StringComparison.Ordinal) ? type["<class '".Length..^2] : type;
        type = type.StartsWith("builtins.", StringComparison.Ordinal) ? type["builtins.".Length..] : type;
        if (StatusCode(type) is { } code)
        {
            return code;
        }

        return type.ToLowerInvariant() switch
        {
            "timeout" or "timed_out" or "timed out" => "timeout",
            "cancelled" or "canceled" => "cancelled",
            _ => type,
        };
    }

    /// <summary>Whether a type says that somebody gave up waiting, not that something broke.</summary>
    public static bool IsCancellation(string? type) => type is not null &&
        (type is "cancelled" or "AbortError" || type.EndsWith("CanceledException", StringComparison.Ordinal) || type.EndsWith("CancelledError", StringComparison.Ordinal));

    private static string Pick(string? sent, string? exception, string? message)
    {
        var type = Spell(sent);
        var thrown = Spell(exception);
        if (type is null)
        {
            return thrown ?? TypeIn(message) ?? "_OTHER";
        }

        // RateLimitError beside openai.RateLimitError: the full name tells more.
        return thrown is not null && thrown.Length > type.Length && thrown.EndsWith(type, StringComparison.Ordinal) && thrown[^(type.Length + 1)] == '.'
            ? thrown
            : type;
    }

    /// <summary>429, "HTTP 429", "429 Too Many Requests".</summary>
    private static string? StatusCode(string type)
    {
        var text = type.StartsWith("HTTP ", StringComparison.OrdinalIgnoreCase) ? type.AsSpan(5) : type.AsSpan();
        return text.Length >= 3 && text[0] is >= '4' and <= '5' && char.IsAsciiDigit(text[1]) && char.IsAsciiDigit(text[2]) && (text.Length == 3 || text[3] == ' ')
            ? text[..3].ToString()
            : null;
    }

    /// <summary>Python's SDK writes "ValueError: no such city" into the status.</summary>
    private static string? TypeIn(string? message)
    {
        if (message is null || message.IndexOf(": ", StringComparison.Ordinal) is not (> 0 and var end))
        {
            return null;
        }

        var type = message.AsSpan(0, end);
        foreach (var letter in type)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('.' or '_'))
            {
                return null;
            }
        }

        return type.EndsWith("Error", StringComparison.Ordinal) || type.EndsWith("Exception", StringComparison.Ordinal) ? type.ToString() : null;
    }

    /// <summary>Some write a whole stack into the status message: its message is the first line, in Python the last.</summary>
    private static (string? Message, string? Stack) SplitStack(string status)
    {
        if (status.Length == 0)
        {
            return default;
        }

        var trace = status.IndexOf("Traceback (most recent call last)", StringComparison.Ordinal);
        if (trace >= 0)
        {
            var last = status.AsSpan().TrimEnd();
            last = last[(last.LastIndexOf('\n') + 1)..].Trim();
            return (trace > 0 ? status[..trace].Trim() : last.ToString(), status[trace..]);
        }

        var frame = status.IndexOf("\n   at ", StringComparison.Ordinal);
        frame = frame < 0 ? status.IndexOf("\n    at ", StringComparison.Ordinal) : frame;
        return frame < 0 ? (status, null) : (status[..frame].Trim(), status);
    }
}
