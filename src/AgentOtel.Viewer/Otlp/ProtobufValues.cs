using System.Buffers.Binary;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Decodes attributes and their values: OTLP's <c>KeyValue</c> and <c>AnyValue</c>.</summary>
internal static class ProtobufValues
{
    private const uint Key = (1 << 3) | WireType.Length;
    private const uint Value = (2 << 3) | WireType.Length;

    private const uint Text = (1 << 3) | WireType.Length;
    private const uint Flag = (2 << 3) | WireType.Varint;
    private const uint Whole = (3 << 3) | WireType.Varint;
    private const uint Real = (4 << 3) | WireType.Fixed64;
    private const uint List = (5 << 3) | WireType.Length;
    private const uint Map = (6 << 3) | WireType.Length;
    private const uint Bytes = (7 << 3) | WireType.Length;

    // ArrayValue and KeyValueList.
    private const uint Member = (1 << 3) | WireType.Length;

    /// <summary>The attributes of a message, under that tag.</summary>
    public static Attributes Attributes(ReadOnlySpan<byte> message, uint tag, string name) => Attributes(message, tag, name, depth: 0);

    /// <summary>A message that is an <c>AnyValue</c>.</summary>
    public static AttributeValue Read(ReadOnlySpan<byte> message) => Read(message, depth: 0);

    /// <summary>An id of a trace; 0 where it is absent, and <see langword="false"/> where it has a wrong length.</summary>
    public static bool TryTraceId(ReadOnlySpan<byte> bytes, out UInt128 id)
    {
        id = bytes.Length == 16 ? BinaryPrimitives.ReadUInt128BigEndian(bytes) : default;
        return bytes.Length is 0 or 16;
    }

    /// <summary>An id of a span; 0 where it is absent, and <see langword="false"/> where it has a wrong length.</summary>
    public static bool TrySpanId(ReadOnlySpan<byte> bytes, out ulong id)
    {
        id = bytes.Length == 8 ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : default;
        return bytes.Length is 0 or 8;
    }

    private static Attributes Attributes(ReadOnlySpan<byte> message, uint tag, string name, int depth)
    {
        var reader = new WireReader(message, name);
        var count = reader.Count(tag);
        if (count == 0)
        {
            return Telemetry.Attributes.Empty;
        }

        var attributes = new Attributes(Math.Min(count, Limits.AttributesAhead));
        while (reader.Next())
        {
            if (reader.Tag == tag)
            {
                Add(attributes, reader.Bytes, depth);
            }
        }

        return attributes;
    }

    private static void Add(Attributes attributes, ReadOnlySpan<byte> message, int depth)
    {
        var key = "";
        ReadOnlySpan<byte> value = default;
        var reader = new WireReader(message, "KeyValue");
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case Key: key = TextPool.Names.Get(reader.Bytes); break;
                case Value: value = reader.Bytes; break;
            }
        }

        // A key of no characters names nothing.
        if (key.Length > 0)
        {
            attributes.Add(key, Read(value, depth));
        }
    }

    private static AttributeValue Read(ReadOnlySpan<byte> message, int depth)
    {
        Limits.CheckValueDepth(depth);
        var value = default(AttributeValue);
        var reader = new WireReader(message, "AnyValue");
        while (reader.Next())
        {
            value = reader.Tag switch
            {
                Text => AttributeValue.Of(TextPool.Values.Get(reader.Bytes)),
                Flag => AttributeValue.Of(reader.Number != 0),
                Whole => AttributeValue.Of((long)reader.Number),
                Real => AttributeValue.Of(reader.Double),
                List => AttributeValue.Of(Values(reader.Bytes, depth + 1)),
                Map => AttributeValue.Of(Attributes(reader.Bytes, Member, "KeyValueList", depth + 1)),
                Bytes => AttributeValue.Of(reader.Bytes.ToArray()),
                _ => value,
            };
        }

        return value;
    }

    private static AttributeValue[] Values(ReadOnlySpan<byte> message, int depth)
    {
        var reader = new WireReader(message, "ArrayValue");
        var values = new AttributeValue[reader.Count(Member)];
        for (var i = 0; reader.Next();)
        {
            if (reader.Tag == Member)
            {
                values[i++] = Read(reader.Bytes, depth);
            }
        }

        return values;
    }
}
