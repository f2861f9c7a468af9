using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>One log record, redacted and with its context, as a line.</summary>
internal sealed class LogLine(DateTimeOffset at, LogLevel level, string category, string? eventName, string message, RecordFields fields)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string? TraceId { get; init; }

    public string? SpanId { get; init; }

    public string? Service { get; init; }

    /// <summary>The schema of the files, which <c>docs/logging.md</c> describes.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer, Relaxed);
        json.WriteStartObject();
        json.WriteString("timestamp", at.UtcDateTime);
        json.WriteString("level", level.ToString());
        json.WriteString("category", category);
        WriteIfKnown(json, "event", eventName);
        json.WriteString("message", Whole(message));
        WriteIfKnown(json, "trace_id", TraceId);
        WriteIfKnown(json, "span_id", SpanId);
        WriteIfKnown(json, "service", Service);
        json.WriteStartObject("attributes");
        foreach (var (name, value) in fields)
        {
            if (name != RecordReader.Template)
            {
                json.WritePropertyName(Whole(name));
                Write(json, value);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>For a person: time, level, category, message, and the exception below it.</summary>
    public string ToText()
    {
        var text = new StringBuilder()
            .Append(at.ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)).Append(' ')
            .Append(ShortName(level)).Append(' ')
            .Append(category[(category.LastIndexOf('.') + 1)..]).Append(": ")
            .Append(Plain(message.ReplaceLineEndings(" ")));
        if (TraceId is not null)
        {
            text.Append("  trace=").Append(TraceId);
        }

        foreach (var (name, value) in fields)
        {
            if (name == SemanticConventions.Exception.StackTrace)
            {
                text.Append('\n').Append(Plain($"{value}"));
            }
        }

        return text.ToString();
    }

    /// <summary>With half pairs of surrogates replaced: JSON has none.</summary>
    private static string Whole(string text) =>
        text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    /// <summary>Without what a terminal would obey: what is logged may come from anyone.</summary>
    private static string Plain(string text) => string.Create(text.Length, text, static (plain, from) =>
    {
        for (var i = 0; i < from.Length; i++)
        {
            plain[i] = char.IsControl(from[i]) && from[i] is not ('\n' or '\r' or '\t') ? '\ufffd' : from[i];
        }
    });

    private static string ShortName(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };

    private static void WriteIfKnown(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(Whole(text));
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case double or float when !double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture)):
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal:
                json.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case Array items:
                WriteItems(json, items);
                break;
            default:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void WriteItems(Utf8JsonWriter json, IEnumerable items)
    {
        json.WriteStartArray();
        foreach (var item in items)
        {
            Write(json, item);
        }

        json.WriteEndArray();
    }
}
