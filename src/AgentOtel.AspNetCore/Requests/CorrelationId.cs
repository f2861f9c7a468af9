using System.Buffers;
using System.Diagnostics;

namespace AgentOtel.AspNetCore;

/// <summary>A correlation id from outside is taken only if it is harmless to log; else one is made.</summary>
internal static class CorrelationId
{
    private const int MaxLength = 128;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:");

    /// <summary>The header's, else that of the trace that the caller began (<c>traceparent</c>), else a new one.</summary>
    public static string From(string? header, Activity? span, TimeProvider time) =>
        header is { Length: > 0 and <= MaxLength } && header.AsSpan().IndexOfAnyExcept(Allowed) < 0 ? header
        : span is { HasRemoteParent: true } ? span.TraceId.ToHexString()
        : Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
}
