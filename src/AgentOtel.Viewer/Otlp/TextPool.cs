using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace AgentOtel.Viewer.Otlp;

/// <summary>
/// Strings that come again and again, such as the keys of attributes, made once. A fixed number of slots, and a newcomer takes
/// the slot of another: it never grows. Thread-safe: a slot holds a whole string, whichever thread wrote it last.
/// </summary>
internal sealed class TextPool(int slots, int maxLength)
{
    /// <summary>Names: of attributes, spans, events, metrics, scopes.</summary>
    public static readonly TextPool Names = new(4096, 96);

    /// <summary>Values of attributes. Long ones are rarely the same.</summary>
    public static readonly TextPool Values = new(4096, 48);

    /// <summary>Text that never comes again, such as ids.</summary>
    public static readonly TextPool None = new(1, 0);

    private readonly string?[] _slots = new string?[BitOperations.RoundUpToPowerOf2((uint)slots)];

    /// <summary>The text of UTF-8 bytes; what is not UTF-8 in them shows as U+FFFD.</summary>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return "";
        }

        if (utf8.Length > maxLength)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        ref var slot = ref _slots[Hash(utf8) & (uint)(_slots.Length - 1)];
        if (Volatile.Read(ref slot) is { } known && Ascii.Equals(utf8, known))
        {
            return known;
        }

        var text = Encoding.UTF8.GetString(utf8);
        Volatile.Write(ref slot, text);
        return text;
    }

    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;
        var hash = (ulong)utf8.Length;
        for (; utf8.Length >= sizeof(ulong); utf8 = utf8[sizeof(ulong)..])
        {
            hash = (BitOperations.RotateLeft(hash, 23) ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8)) * Multiplier;
        }

        foreach (var rest in utf8)
        {
            hash = (BitOperations.RotateLeft(hash, 5) ^ rest) * Multiplier;
        }

        return (uint)(hash >> 40);
    }
}
