using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace AgentOtel;

/// <summary>Reads text that was written in base64, of either kind, with or without its padding.</summary>
internal static class Base64Text
{
    private const int Judged = 16;
    private const int Quantum = 4;

    /// <summary>The text; nothing where it is something else that was written so, or nothing was.</summary>
    public static string? Read(ReadOnlySpan<char> encoded)
    {
        var digits = encoded.TrimEnd('=');
        digits = digits[..(digits.Length - (digits.Length % Quantum == 1 ? 1 : 0))];
        var judged = digits[..(Math.Min(Judged, digits.Length) / Quantum * Quantum)];
        return Decoded(judged) is not null ? Decoded(digits) : null;
    }

    private static string? Decoded(ReadOnlySpan<char> digits)
    {
        var characters = ArrayPool<char>.Shared.Rent(digits.Length);
        var bytes = ArrayPool<byte>.Shared.Rent(Base64Url.GetMaxDecodedLength(digits.Length));
        try
        {
            digits.CopyTo(characters);
            var copy = characters.AsSpan(0, digits.Length);
            copy.Replace('+', '-');
            copy.Replace('/', '_');
            return Base64Url.TryDecodeFromChars(copy, bytes, out var count) && IsText(bytes.AsSpan(0, count))
                ? Encoding.UTF8.GetString(bytes, 0, count)
                : null;
        }
        catch (FormatException)
        {
            // The last digit holds bits that no encoder writes.
            return null;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (value is < 0x20 and not ((byte)'\t' or (byte)'\r' or (byte)'\n') or 0x7f)
            {
                return false;
            }
        }

        return !bytes.IsEmpty;
    }
}
