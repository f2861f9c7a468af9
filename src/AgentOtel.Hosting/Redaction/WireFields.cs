using System.Buffers;

namespace AgentOtel.Hosting;

/// <summary>A field of a protobuf message: all of its bytes, and its content: a number, or what has a length.</summary>
internal readonly ref struct WireField
{
    public int Number { get; init; }

    public bool HasLength { get; init; }

    public ReadOnlySpan<byte> Whole { get; init; }

    public ReadOnlySpan<byte> Content { get; init; }

    public long Varint { get; init; }
}

/// <summary>Reads a protobuf message field by field, and writes one.</summary>
internal ref struct WireFields(ReadOnlySpan<byte> message)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Length = 2;
    private const int Fixed32 = 5;

    private ReadOnlySpan<byte> _left = message;

    public WireField Current { get; private set; }

    public readonly WireFields GetEnumerator() => this;

    /// <exception cref="InvalidDataException">It is not protobuf.</exception>
    public bool MoveNext()
    {
        if (_left.IsEmpty)
        {
            return false;
        }

        var start = _left;
        var tag = ReadVarint();
        var content = ReadOnlySpan<byte>.Empty;
        var number = 0ul;
        switch ((int)(tag & 7))
        {
            case Varint:
                number = ReadVarint();
                break;
            case Fixed64:
                Take(sizeof(ulong));
                break;
            case Length:
                content = Take(ReadVarint());
                break;
            case Fixed32:
                Take(sizeof(uint));
                break;
            default:
                throw new InvalidDataException();
        }

        Current = new WireField
        {
            Number = (int)(tag >> 3),
            HasLength = (tag & 7) == Length,
            Whole = start[..(start.Length - _left.Length)],
            Content = content,
            Varint = (long)number,
        };
        return true;
    }

    public static void Write(IBufferWriter<byte> to, int number, ReadOnlySpan<byte> content)
    {
        WriteVarint(to, ((ulong)number << 3) | Length);
        WriteVarint(to, (ulong)content.Length);
        to.Write(content);
    }

    private static void WriteVarint(IBufferWriter<byte> to, ulong value)
    {
        for (; value > 0x7f; value >>= 7)
        {
            to.Write([(byte)(value | 0x80)]);
        }

        to.Write([(byte)value]);
    }

    private ulong ReadVarint()
    {
        var value = 0ul;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Take(1)[0];
            value |= (ulong)(part & 0x7f) << shift;
            if (part <= 0x7f)
            {
                return value;
            }
        }

        throw new InvalidDataException();
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_left.Length)
        {
            throw new InvalidDataException();
        }

        var taken = _left[..(int)length];
        _left = _left[(int)length..];
        return taken;
    }
}
