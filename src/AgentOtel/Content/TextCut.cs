using System.Text;

namespace AgentOtel;

/// <summary>Cuts text, never through a pair of surrogates, and says so by an ellipsis.</summary>
internal static class TextCut
{
    /// <summary>What is read past a cut before redaction, so that a secret that begins before it is seen whole.</summary>
    public const int Overlap = 4096;

    private const string Mark = "…";
    private const int EscapedBytes = 6;

    /// <summary>The first characters alone, without a mark.</summary>
    public static string Chars(string text, int max) =>
        text.Length <= max ? text : text[..(max > 0 && char.IsHighSurrogate(text[max - 1]) ? max - 1 : max)];

    /// <summary>The first characters, with a mark where something was cut.</summary>
    public static string Marked(string text, int max) => text.Length <= max ? text : Chars(text, max) + Mark;

    /// <summary>With half pairs of surrogates replaced: JSON has none.</summary>
    public static string Whole(string text) =>
        text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    /// <summary>As much as takes no more than so many bytes in JSON.</summary>
    public static string Bytes(string text, int maxBytes)
    {
        var bytes = 0;
        for (var i = 0; i < text.Length; i++)
        {
            bytes += text[i] switch
            {
                '"' or '\\' or < ' ' or >= '\u007f' => EscapedBytes,
                _ => 1,
            };
            if (bytes > maxBytes)
            {
                return Marked(text, i);
            }
        }

        return text;
    }
}
