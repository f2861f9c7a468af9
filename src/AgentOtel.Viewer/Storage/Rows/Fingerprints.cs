using System.Security.Cryptography;
using System.Text;

namespace AgentOtel.Viewer.Storage.Rows;

/// <summary>Groups the failures of senders that give no fingerprint.</summary>
internal static class Fingerprints
{
    private const int LongestMessage = 200;

    /// <summary>16 hex digits of error type, operation and cause.</summary>
    public static string Of(string type, string? operation, string? message)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{type}\n{operation}\n{Bare(message)}"));
        return Convert.ToHexStringLower(hash.AsSpan(0, 8));
    }

    /// <summary>
    /// The first line of a message without what changes from one time to the next: quoted text, and every word that has a digit in
    /// it (numbers, ids, addresses, times).
    /// </summary>
    public static string Bare(string? message)
    {
        if (message is null)
        {
            return "";
        }

        var line = message.AsSpan().TrimStart();
        var end = line.IndexOfAny('\r', '\n');
        line = end < 0 ? line : line[..end];
        var bare = new StringBuilder(Math.Min(line.Length, LongestMessage));
        for (var at = 0; at < line.Length && bare.Length < LongestMessage;)
        {
            var length = QuotedLength(line, at);
            if (length > 0)
            {
                bare.Append('"');
                at += length;
                continue;
            }

            length = WordLength(line[at..]);
            if (length == 0)
            {
                bare.Append(line[at++]);
                continue;
            }

            var word = line.Slice(at, length);
            if (word.ContainsAnyInRange('0', '9'))
            {
                bare.Append('#');
            }
            else
            {
                bare.Append(word);
            }

            at += length;
        }

        return bare.ToString();
    }

    private static int QuotedLength(ReadOnlySpan<char> line, int at)
    {
        var close = line[at] switch { '"' => '"', '`' => '`', '\'' when at == 0 || !char.IsLetterOrDigit(line[at - 1]) => '\'', _ => '\0' };
        var length = close == '\0' ? -1 : line[(at + 1)..].IndexOf(close);
        return length < 0 ? 0 : length + 2;
    }

    private static int WordLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsLetterOrDigit(text[length]) || text[length] is '-' or '_' or '.' or ':' && length + 1 < text.Length && char.IsLetterOrDigit(text[length + 1])))
        {
            length++;
        }

        return length;
    }
}
