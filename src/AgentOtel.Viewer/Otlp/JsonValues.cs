using System.Text.Json;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Decodes attributes and their values from OTLP JSON.</summary>
internal static class JsonValues
{
    public static Attributes Attributes(this JsonElement element) => Attributes(element, "attributes"u8, depth: 0);

    /// <summary>The <c>AnyValue</c> of that name.</summary>
    public static AttributeValue Value(this JsonElement element, ReadOnlySpan<byte> name) => Read(element.Object(name), depth: 0);

    public static Attributes Attributes(JsonElement element, ReadOnlySpan<byte> name, int depth)
    {
        var count = element.Length(name);
        if (count == 0)
        {
            return Telemetry.Attributes.Empty;
        }

        var attributes = new Attributes(count);
        foreach (var item in element.Items(name))
        {
            var pair = item.OfKind(JsonValueKind.Object, name);
            var key = pair.Text("key"u8, TextPool.Names);

            // A key of no characters names nothing.
            if (key.Length > 0)
            {
                attributes.Add(key, Read(pair.Object("value"u8), depth));
            }
        }

        return attributes;
    }

    private static AttributeValue Read(JsonElement element, int depth)
    {
        Limits.CheckValueDepth(depth);
        if (element.ValueKind is not JsonValueKind.Object)
        {
            return default;
        }

        foreach (var field in element.EnumerateObject())
        {
            if (field.Value.ValueKind is not JsonValueKind.Null && Read(field, depth) is { IsEmpty: false } value)
            {
                return value;
            }
        }

        return default;
    }

    private static AttributeValue Read(JsonProperty field, int depth)
    {
        var value = field.Value;
        if (field.NameEquals("stringValue"u8))
        {
            return AttributeValue.Of(JsonFields.TextOf(value, "stringValue"u8, TextPool.Values));
        }

        if (field.NameEquals("intValue"u8))
        {
            return value.TryWhole(out var whole) ? AttributeValue.Of(whole) : throw JsonFields.Wrong("intValue"u8, "a whole number of 64 bits");
        }

        if (field.NameEquals("doubleValue"u8))
        {
            return value.TryReal(out var real) ? AttributeValue.Of(real) : throw JsonFields.Wrong("doubleValue"u8, "a number");
        }

        if (field.NameEquals("boolValue"u8))
        {
            return AttributeValue.Of(JsonFields.FlagOf(value, "boolValue"u8));
        }

        if (field.NameEquals("arrayValue"u8))
        {
            return AttributeValue.Of(Values(value.OfKind(JsonValueKind.Object, "arrayValue"u8), depth + 1));
        }

        if (field.NameEquals("kvlistValue"u8))
        {
            return AttributeValue.Of(Attributes(value.OfKind(JsonValueKind.Object, "kvlistValue"u8), "values"u8, depth + 1));
        }

        if (field.NameEquals("bytesValue"u8))
        {
            return AttributeValue.Of(Bytes(value));
        }

        return default;
    }

    private static AttributeValue[] Values(JsonElement element, int depth)
    {
        var values = new AttributeValue[element.Length("values"u8)];
        var i = 0;
        foreach (var item in element.Items("values"u8))
        {
            values[i++] = Read(item, depth);
        }

        return values;
    }

    /// <summary>Base64, in the standard alphabet or the one for addresses, padded or not: readers of protobuf's JSON take all.</summary>
    private static byte[] Bytes(JsonElement value)
    {
        var text = JsonFields.TextOf(value, "bytesValue"u8, TextPool.None).Replace('-', '+').Replace('_', '/').TrimEnd('=');
        try
        {
            return Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
        }
        catch (FormatException error)
        {
            throw new OtlpFormatException("Not OTLP JSON: \"bytesValue\" is not base64.", error);
        }
    }
}
