using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace AgentOtel.Viewer.Tests.Wire;

/// <summary>Writes a protobuf message field by field. The tests' own, so that it checks the decoders independently.</summary>
internal sealed class Message
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public Message Add(int field, Message message) => Add(field, message.ToArray());

    public Message Add(int field, string text) => Add(field, Encoding.UTF8.GetBytes(text));

    public Message Add(int field, byte[] bytes)
    {
        Tag(field, 2);
        Varint((ulong)bytes.Length);
        _bytes.Write(bytes);
        return this;
    }

    public Message AddVarint(int field, ulong number)
    {
        Tag(field, 0);
        Varint(number);
        return this;
    }

    public Message AddZigZag(int field, int number) => AddVarint(field, (uint)((number << 1) ^ (number >> 31)));

    public Message AddFixed64(int field, ulong number)
    {
        Tag(field, 1);
        Fixed64(number);
        return this;
    }

    public Message AddDouble(int field, double number) => AddFixed64(field, BitConverter.DoubleToUInt64Bits(number));

    public Message AddFixed32(int field, uint number)
    {
        Tag(field, 5);
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        _bytes.Write(bytes);
        return this;
    }

    public Message AddPackedFixed64(int field, params ulong[] numbers)
    {
        var packed = new Message();
        Array.ForEach(numbers, packed.Fixed64);
        return Add(field, packed);
    }

    public Message AddPackedDoubles(int field, params double[] numbers) =>
        AddPackedFixed64(field, Array.ConvertAll(numbers, BitConverter.DoubleToUInt64Bits));

    public Message AddPackedVarints(int field, params ulong[] numbers)
    {
        var packed = new Message();
        Array.ForEach(numbers, packed.Varint);
        return Add(field, packed);
    }

    private void Tag(int field, uint wireType) => Varint(((ulong)field << 3) | wireType);

    private void Varint(ulong number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            _bytes.Write([(byte)(number | 0x80)]);
        }

        _bytes.Write([(byte)number]);
    }

    private void Fixed64(ulong number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, number);
        _bytes.Write(bytes);
    }
}
