using System.Globalization;
using AgentOtel.Viewer.Queries;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Api;

/// <summary>Reads parameters; what cannot be read is a <see cref="ParameterException"/> that says what is taken.</summary>
internal static class Parameter
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 500;

    private const int LongestText = 1_000;

    public static string? Text(string name, string? text) => string.IsNullOrEmpty(text) ? null
        : text.Length <= LongestText ? text
        : throw new ParameterException(name, string.Create(CultureInfo.InvariantCulture, $"takes at most {LongestText} characters"));

    public static int Limit(string? text) => (int)(Whole("limit", text, 1, MaxLimit) ?? DefaultLimit);

    public static long? Whole(string name, string? text, long least, long most) => string.IsNullOrEmpty(text) ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value
        : throw new ParameterException(name, most == long.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"takes a whole number from {least}")
            : string.Create(CultureInfo.InvariantCulture, $"takes a whole number from {least} to {most}"));

    /// <summary>A number from 0.</summary>
    public static double? Real(string name, string? text) => string.IsNullOrEmpty(text) ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && value >= 0 ? value
        : throw new ParameterException(name, "takes a number from 0, with a point before its fraction");

    public static string? OneOf(string name, string? text, IReadOnlyList<string> values) => string.IsNullOrEmpty(text) ? null
        : values.Contains(text) ? text
        : throw new ParameterException(name, $"takes one of {string.Join(", ", values)}");

    public static string TraceId(string name, string text) => Ids.TryTraceId(text, out var id) ? Ids.Hex(id)
        : throw new ParameterException(name, "takes 32 hex digits, not all zero");

    public static ulong SpanId(string name, string text) => Ids.TrySpanId(text, out var id) ? id
        : throw new ParameterException(name, "takes 16 hex digits, not all zero");

    /// <summary>A query of the full-text index; <see langword="null"/> where nothing is asked.</summary>
    public static string? Words(string name, string? text) => string.IsNullOrWhiteSpace(Text(name, text)) ? null
        : WordQuery.Of(text) ?? throw new ParameterException(name, "takes words made of letters, digits and underscores; word* finds what begins so");

    /// <summary>Pairs <c>name=value</c>; at most ten.</summary>
    public static IReadOnlyList<(string Name, string Value)> Pairs(string name, string[]? texts)
    {
        if (texts is { Length: > 10 })
        {
            throw new ParameterException(name, "may be given at most ten times");
        }

        return
        [
            .. (texts ?? []).Select(text => Text(name, text)?.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign
                ? (text[..sign], text[(sign + 1)..])
                : throw new ParameterException(name, "takes name=value")),
        ];
    }
}
