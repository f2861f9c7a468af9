using System.Globalization;
using System.Text.Json;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Writes the fields of OTLP JSON. As the protocol's writers do, a field that has its default is left out.</summary>
internal static class JsonFieldWriter
{
    public static void WriteText(this Utf8JsonWriter json, ReadOnlySpan<byte> name, string text)
    {
        if (text.Length > 0)
        {
            json.WriteString(name, text);
        }
    }

    public static void WriteId(this Utf8JsonWriter json, ReadOnlySpan<byte> name, UInt128 traceId)
    {
        if (traceId != 0)
        {
            json.WriteString(name, Ids.Hex(traceId));
        }
    }

    public static void WriteId(this Utf8JsonWriter json, ReadOnlySpan<byte> name, ulong spanId)
    {
        if (spanId != 0)
        {
            json.WriteString(name, Ids.Hex(spanId));
        }
    }

    public static void WriteWhole(this Utf8JsonWriter json, ReadOnlySpan<byte> name, long number)
    {
        if (number != 0)
        {
            json.WriteString(name, number.ToString(CultureInfo.InvariantCulture));
        }
    }

    public static void WriteWhole(this Utf8JsonWriter json, ReadOnlySpan<byte> name, ulong number)
    {
        if (number != 0)
        {
            json.WriteString(name, number.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>A number of 32 bits.</summary>
    public static void WriteSmall(this Utf8JsonWriter json, ReadOnlySpan<byte> name, long number)
    {
        if (number != 0)
        {
            json.WriteNumber(name, number);
        }
    }

    public static void WriteReal(this Utf8JsonWriter json, ReadOnlySpan<byte> name, double? number)
    {
        if (number is { } real)
        {
            json.WritePropertyName(name);
            json.WriteRealValue(real);
        }
    }

    public static void WriteWholes(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<ulong> numbers)
    {
        if (numbers.Count > 0)
        {
            json.WriteStartArray(name);
            foreach (var number in numbers)
            {
                json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
            }

            json.WriteEndArray();
        }
    }

    public static void WriteReals(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<double> numbers)
    {
        if (numbers.Count > 0)
        {
            json.WriteStartArray(name);
            foreach (var number in numbers)
            {
                json.WriteRealValue(number);
            }

            json.WriteEndArray();
        }
    }

    /// <summary>JSON's numbers are finite; protobuf's JSON names those that are not.</summary>
    public static void WriteRealValue(this Utf8JsonWriter json, double number)
    {
        if (double.IsFinite(number))
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteStringValue(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
        }
    }

    public static void WriteAttributes(this Utf8JsonWriter json, Attributes attributes) => json.WriteAttributes("attributes"u8, attributes);

    public static void WriteAttributes(this Utf8JsonWriter json, ReadOnlySpan<byte> name, Attributes attributes)
    {
        if (attributes.Count > 0)
        {
            JsonValueWriter.WritePairs(json, name, attributes);
        }
    }
}
