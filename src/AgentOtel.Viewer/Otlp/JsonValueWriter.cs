using System.Globalization;
using System.Text.Json;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Writes OTLP's <c>KeyValue</c> and <c>AnyValue</c> as JSON.</summary>
internal static class JsonValueWriter
{
    public static void WritePairs(Utf8JsonWriter json, ReadOnlySpan<byte> name, Attributes attributes)
    {
        json.WriteStartArray(name);
        foreach (var (key, value) in attributes)
        {
            json.WriteStartObject();
            json.WriteString("key"u8, key);
            json.WritePropertyName("value"u8);
            Write(json, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, AttributeValue value)
    {
        json.WriteStartObject();
        switch (value.Type)
        {
            case AttributeType.Text:
                json.WriteString("stringValue"u8, value.Text);
                break;
            case AttributeType.Flag:
                json.WriteBoolean("boolValue"u8, value.Flag == true);
                break;
            case AttributeType.Whole:
                json.WriteString("intValue"u8, value.AsWhole()!.Value.ToString(CultureInfo.InvariantCulture));
                break;
            case AttributeType.Real:
                json.WriteReal("doubleValue"u8, value.AsReal());
                break;
            case AttributeType.Bytes:
                json.WriteBase64String("bytesValue"u8, value.Bytes);
                break;
            case AttributeType.List:
                json.WriteStartObject("arrayValue"u8);
                json.WriteStartArray("values"u8);
                foreach (var member in value.List!)
                {
                    Write(json, member);
                }

                json.WriteEndArray();
                json.WriteEndObject();
                break;
            case AttributeType.Map:
                json.WriteStartObject("kvlistValue"u8);
                WritePairs(json, "values"u8, value.Map!);
                json.WriteEndObject();
                break;
        }

        json.WriteEndObject();
    }
}
