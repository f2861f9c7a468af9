using System.Buffers.Binary;

namespace AgentOtel.Viewer.Otlp;

/// <summary>The wire types of protobuf, which stand in the low three bits of a field's tag.</summary>
internal static class WireType
{
    public const uint Varint = 0;
    public const uint Fixed64 = 1;
    public const uint Length = 2;
    public const uint Fixed32 = 5;
}

/// <summary>
/// Reads a protobuf message field by field and throws <see cref="OtlpFormatException"/> where it is malformed. A field is known
/// by its whole tag, so that one of another wire type than expected is skipped like any that is not known.
/// </summary>
internal ref struct WireReader(ReadOnlySpan<byte> message, string name)
{
    private readonly ReadOnlySpan<byte> _message = message;
    private int _position;

    /// <summary>The field's number times eight and its wire type.</summary>
    public uint Tag { get; private set; }

    /// <summary>The field's value, of all wire types but <see cref="WireType.Length"/>.</summary>
    public ulong Number { get; private set; }

    /// <summary>The field's value, of wire type <see cref="WireType.Length"/>.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    public readonly double Double => BitConverter.UInt64BitsToDouble(Number);

    /// <summary>A signed number of the wire's <c>sint32</c>.</summary>
    public readonly int ZigZag => (int)((uint)Number >> 1) ^ -(int)((uint)Number & 1);

    public bool Next()
    {
        if (_position == _message.Length)
        {
            return false;
        }

        var tag = Varint();
        if (tag is < 8 or > uint.MaxValue)
        {
            throw Malformed("a field without a number");
        }

        Tag = (uint)tag;
        switch (Tag & 7)
        {
            case WireType.Varint:
                Number = Varint();
                break;
            case WireType.Fixed64:
                Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                break;
            case WireType.Length:
                var length = Varint();
                Bytes = Take(length > int.MaxValue ? int.MaxValue : (int)length);
                break;
            case WireType.Fixed32:
                Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                break;
            default:
                throw Malformed($"a field of wire type {Tag & 7}, which OTLP does not use");
        }

        return true;
    }

    /// <summary>How many fields of that tag follow. The reader itself does not move.</summary>
    public readonly int Count(uint tag)
    {
        var ahead = this;
        var count = 0;
        while (ahead.Next())
        {
            if (ahead.Tag == tag)
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>The next number of a packed field of varints, or of a message.</summary>
    public ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (_position == _message.Length)
            {
                throw Malformed("a number that is cut off");
            }

            var current = _message[_position++];
            value |= (ulong)(current & 0x7F) << shift;
            if (current < 0x80)
            {
                return value;
            }
        }

        throw Malformed("a number of more than ten bytes");
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _message.Length - _position)
        {
            throw Malformed($"field {Tag >> 3} that goes beyond the message's end");
        }

        var bytes = _message.Slice(_position, length);
        _position += length;
        return bytes;
    }

    private readonly OtlpFormatException Malformed(string what) =>
        new($"Not protobuf as OTLP has it: in {name}, at byte {_position} of its {_message.Length}, there is {what}.");
}
