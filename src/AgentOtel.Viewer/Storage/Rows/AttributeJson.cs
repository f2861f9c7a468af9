using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Storage.Rows;

/// <summary>
/// Writes attributes as JSON in UTF-8: whole numbers as digits, others with a point or an exponent, bytes as base64, what is no
/// number to JSON (NaN, the infinities) as text. Not thread-safe; made to be used again.
/// </summary>
internal sealed class AttributeJson : IDisposable
{
    private static readonly byte[] NoAttributes = "{}"u8.ToArray();

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _writer;

    public AttributeJson()
    {
        // Shown to people and searched by them; the page escapes what it shows.
        _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    public byte[] Object(Attributes attributes)
    {
        if (attributes.Count == 0)
        {
            return NoAttributes;
        }

        Begin();
        Write(attributes);
        return End();
    }

    public byte[] Value(AttributeValue value)
    {
        Begin();
        Write(value);
        return End();
    }

    /// <summary>An array of {name, time, attributes}; null for none.</summary>
    public byte[]? Events(IReadOnlyList<SpanEvent> events)
    {
        if (events.Count == 0)
        {
            return null;
        }

        Begin();
        _writer.WriteStartArray();
        for (var i = 0; i < events.Count; i++)
        {
            _writer.WriteStartObject();
            _writer.WriteString("name"u8, events[i].Name);
            _writer.WriteNumber("time"u8, events[i].Time);
            _writer.WritePropertyName("attributes"u8);
            Write(events[i].Attributes);
            WriteDropped(events[i].DroppedAttributes);
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
        return End();
    }

    /// <summary>An array of {traceId, spanId, traceState, attributes, flags}; null for none.</summary>
    public byte[]? Links(IReadOnlyList<SpanLink> links)
    {
        if (links.Count == 0)
        {
            return null;
        }

        Begin();
        _writer.WriteStartArray();
        for (var i = 0; i < links.Count; i++)
        {
            _writer.WriteStartObject();
            _writer.WriteString("traceId"u8, Ids.Hex(links[i].TraceId));
            _writer.WriteString("spanId"u8, Ids.Hex(links[i].SpanId));
            _writer.WriteString("traceState"u8, links[i].TraceState);
            _writer.WritePropertyName("attributes"u8);
            Write(links[i].Attributes);
            if (links[i].Flags != 0)
            {
                _writer.WriteNumber("flags"u8, links[i].Flags);
            }

            WriteDropped(links[i].DroppedAttributes);
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
        return End();
    }

    /// <summary>Runs a writing of one's own from an empty buffer.</summary>
    public byte[] Write<T>(T value, Action<Utf8JsonWriter, AttributeJson, T> write)
    {
        Begin();
        write(_writer, this, value);
        return End();
    }

    public void Write(Attributes attributes)
    {
        _writer.WriteStartObject();
        foreach (var attribute in attributes)
        {
            _writer.WritePropertyName(attribute.Key);
            Write(attribute.Value);
        }

        _writer.WriteEndObject();
    }

    public void Write(AttributeValue value)
    {
        switch (value.Type)
        {
            case AttributeType.Text:
                _writer.WriteStringValue(value.Text);
                break;
            case AttributeType.Flag:
                _writer.WriteBooleanValue(value.Flag!.Value);
                break;
            case AttributeType.Whole:
                _writer.WriteNumberValue(value.AsWhole()!.Value);
                break;
            case AttributeType.Real:
                Write(value.AsReal()!.Value);
                break;
            case AttributeType.Bytes:
                _writer.WriteBase64StringValue(value.Bytes);
                break;
            case AttributeType.List:
                _writer.WriteStartArray();
                foreach (var item in value.List!)
                {
                    Write(item);
                }

                _writer.WriteEndArray();
                break;
            case AttributeType.Map:
                Write(value.Map!);
                break;
            default:
                _writer.WriteNullValue();
                break;
        }
    }

    public void Dispose() => _writer.Dispose();

    private void Write(double real)
    {
        if (!double.IsFinite(real))
        {
            _writer.WriteStringValue(real.ToString(CultureInfo.InvariantCulture));
        }
        else if (double.IsInteger(real) && Math.Abs(real) < 1e15)
        {
            Span<char> text = stackalloc char[24];
            real.TryFormat(text, out var length, "F1", CultureInfo.InvariantCulture);
            _writer.WriteRawValue(text[..length], skipInputValidation: true);
        }
        else
        {
            _writer.WriteNumberValue(real);
        }
    }

    private void WriteDropped(uint dropped)
    {
        if (dropped != 0)
        {
            _writer.WriteNumber("droppedAttributes"u8, dropped);
        }
    }

    private void Begin()
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
    }

    private byte[] End()
    {
        _writer.Flush();
        return _buffer.WrittenSpan.ToArray();
    }
}
