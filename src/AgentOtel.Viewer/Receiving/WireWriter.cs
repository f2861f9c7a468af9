using System.Buffers;
using System.Text;

namespace AgentOtel.Viewer.Receiving;

/// <summary>Writes the little protobuf that answers are: numbers and nested messages.</summary>
internal static class WireWriter
{
    private const uint Varint = 0;
    private const uint Length = 2;

    public static void WriteNumber(this ArrayBufferWriter<byte> output, uint field, long number)
    {
        output.WriteVarint((field << 3) | Varint);
        output.WriteVarint((ulong)number);
    }

    public static void WriteText(this ArrayBufferWriter<byte> output, uint field, string text) => output.WriteBytes(field, Encoding.UTF8.GetBytes(text));

    public static void WriteBytes(this ArrayBufferWriter<byte> output, uint field, ReadOnlySpan<byte> bytes)
    {
        output.WriteVarint((field << 3) | Length);
        output.WriteVarint((ulong)bytes.Length);
        output.Write(bytes);
    }

    private static void WriteVarint(this ArrayBufferWriter<byte> output, ulong number)
    {
        var bytes = output.GetSpan(10);
        var count = 0;
        for (; number >= 0x80; number >>= 7)
        {
            bytes[count++] = (byte)(number | 0x80);
        }

        bytes[count++] = (byte)number;
        output.Advance(count);
    }
}
