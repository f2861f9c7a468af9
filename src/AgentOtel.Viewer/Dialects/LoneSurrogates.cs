using System.Globalization;

namespace AgentOtel.Viewer.Dialects;

/// <summary>
/// Halves of a character in JSON escapes, which a sender that cuts texts leaves behind: valid JSON, but no text that could be read.
/// </summary>
internal static class LoneSurrogates
{
    private const string Replacement = "\\ufffd";

    /// <summary>The JSON with U+FFFD in their place.</summary>
    public static string Replace(string json)
    {
        char[]? result = null;
        for (var i = json.IndexOf('\\', StringComparison.Ordinal); i >= 0 && i < json.Length; i++)
        {
            if (json[i] != '\\')
            {
                continue;
            }

            var unit = EscapeAt(json, i);
            if (char.IsHighSurrogate(unit) && char.IsLowSurrogate(EscapeAt(json, i + 6)))
            {
                i += 11;
            }
            else if (char.IsSurrogate(unit))
            {
                // The same length, so that positions stay.
                result ??= json.ToCharArray();
                Replacement.CopyTo(0, result, i, Replacement.Length);
                i += 5;
            }
            else
            {
                i++;
            }
        }

        return result is null ? json : new string(result);
    }

    private static char EscapeAt(string json, int index) =>
        index + 6 <= json.Length && json[index] == '\\' && json[index + 1] == 'u'
            && ushort.TryParse(json.AsSpan(index + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : '\0';
}
