using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Repeated numbers, which come packed into one field or, by older writers, one a field.</summary>
internal static class PackedNumbers
{
    public static void AddFixed64(List<ulong> numbers, ReadOnlySpan<byte> packed)
    {
        CheckFixed64(packed);
        for (var i = 0; i < packed.Length; i += sizeof(ulong))
        {
            numbers.Add(BinaryPrimitives.ReadUInt64LittleEndian(packed[i..]));
        }
    }

    public static void AddDoubles(List<double> numbers, ReadOnlySpan<byte> packed)
    {
        CheckFixed64(packed);
        for (var i = 0; i < packed.Length; i += sizeof(double))
        {
            numbers.Add(BinaryPrimitives.ReadDoubleLittleEndian(packed[i..]));
        }
    }

    public static void AddVarints(List<ulong> numbers, ReadOnlySpan<byte> packed)
    {
        var count = 0;
        foreach (var current in packed)
        {
            count += current < 0x80 ? 1 : 0;
        }

        CollectionsMarshal.SetCount(numbers, numbers.Count + count);
        var added = CollectionsMarshal.AsSpan(numbers)[^count..];
        var reader = new WireReader(packed, "packed numbers");
        for (var i = 0; i < added.Length; i++)
        {
            added[i] = reader.Varint();
        }
    }

    private static void CheckFixed64(ReadOnlySpan<byte> packed)
    {
        if (packed.Length % sizeof(ulong) != 0)
        {
            throw new OtlpFormatException($"Not protobuf as OTLP has it: packed numbers of eight bytes each take {packed.Length} bytes.");
        }
    }
}
