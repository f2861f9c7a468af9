using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentOtel;

/// <summary>
/// Writes a value as JSON that is redacted, no longer than a limit, and parses whatever the value is: huge, deep, in a
/// circle, or text with broken characters. Knows values by their kind, without reflection.
/// </summary>
internal sealed class ContentWriter : IDisposable
{
    private const int MaxDepth = 16;
    private const int MaxDigits = 64;

    // What closes the levels that are open, and the mark of a cut.
    private const int Reserve = 128;

    private static readonly JsonWriterOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly Redactor _redactor;
    private readonly int _limit;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;

    private ContentWriter(Redactor redactor, int maxBytes)
    {
        _redactor = redactor;
        _limit = maxBytes - Reserve;
        _json = new Utf8JsonWriter(_buffer, Relaxed);
    }

    private int Left => (int)(_limit - _json.BytesCommitted - _json.BytesPending);

    public static string Write(object? value, Redactor redactor, int maxBytes)
    {
        using var writer = new ContentWriter(redactor, maxBytes);
        writer.Add(value, 0);
        return writer.Finish();
    }

    /// <summary>Writes messages as the convention has them.</summary>
    public static string WriteMessages(IEnumerable<ModelMessage> messages, Redactor redactor, int maxBytes)
    {
        using var writer = new ContentWriter(redactor, maxBytes);
        writer._json.WriteStartArray();
        foreach (var message in messages)
        {
            if (writer.Left <= Reserve)
            {
                break;
            }

            writer.Add(message);
        }

        writer._json.WriteEndArray();
        return writer.Finish();
    }

    public void Dispose() => _json.Dispose();

    private void Add(ModelMessage message)
    {
        _json.WriteStartObject();
        _json.WriteString("role", Fit(message.Role));
        AddIfKnown("name", message.Name);
        _json.WriteStartArray("parts");
        foreach (var part in message.Parts)
        {
            if (Left <= Reserve)
            {
                break;
            }

            _json.WriteStartObject();
            _json.WriteString("type", part.Type ?? "text");
            foreach (var (name, value) in part.Fields ?? [])
            {
                if (value is not null && Left > 0)
                {
                    _json.WritePropertyName(name);
                    Add(name is "arguments" or "response" && value is string text ? Parsed(text) : value, 4);
                }
            }

            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        AddIfKnown("finish_reason", message.FinishReason);
        _json.WriteEndObject();
    }

    /// <summary>JSON that came as text is read, so that secrets are found by their keys.</summary>
    public static object? Parsed(string text)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return text;
        }

        try
        {
            using var document = JsonDocument.Parse(TextCut.Whole(text), new JsonDocumentOptions { MaxDepth = 64 });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private string Finish()
    {
        _json.Flush();
        return System.Text.Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }

    private void AddIfKnown(string name, string? value)
    {
        if (value is not null && Left > 0)
        {
            _json.WriteString(name, Fit(value));
        }
    }

    private void Add(object? value, int depth, string key = "")
    {
        switch (value)
        {
            case null:
                _json.WriteNullValue();
                break;
            case string text:
                _json.WriteStringValue(Fit(text, key));
                break;
            case bool flag:
                _json.WriteBooleanValue(flag);
                break;
            case JsonElement element:
                Add(element, depth, key);
                break;
            case JsonNode node:
                Add(node.Deserialize(ContentJson.Default.JsonElement), depth, key);
                break;
            case byte or sbyte or short or ushort or int or uint or long or ulong or decimal:
                AddDigits(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), key);
                break;
            case double or float:
                AddNumber(Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case IReadOnlyDictionary<string, object?> map:
                AddObject(map, depth);
                break;
            case IDictionary map:
                AddObject(
                    map.Keys.Cast<object>().Select(key =>
                        KeyValuePair.Create(Convert.ToString(key, CultureInfo.InvariantCulture) ?? "", map[key])),
                    depth);
                break;
            case byte[] bytes:
                _json.WriteStringValue($"{bytes.Length} bytes");
                break;
            case IEnumerable items:
                AddArray(items.Cast<object?>(), depth);
                break;
            case IFormattable formattable:
                _json.WriteStringValue(Fit(formattable.ToString(null, CultureInfo.InvariantCulture)));
                break;
            default:
                // Its properties would take reflection, which trimming breaks.
                _json.WriteStringValue(value.GetType().Name);
                break;
        }
    }

    private void Add(JsonElement element, int depth, string key)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                AddObject(
                    element.EnumerateObject().Select(property => KeyValuePair.Create<string, object?>(property.Name, property.Value)),
                    depth);
                break;
            case JsonValueKind.Array:
                AddArray(element.EnumerateArray().Cast<object?>(), depth);
                break;
            case JsonValueKind.String:
                _json.WriteStringValue(Fit(element.GetString()!, key));
                break;
            case JsonValueKind.Undefined:
                _json.WriteNullValue();
                break;
            case JsonValueKind.Number:
                AddDigits(element.GetRawText(), key);
                break;
            default:
                element.WriteTo(_json);
                break;
        }
    }

    /// <summary>A number may be a card's.</summary>
    private void AddDigits(string digits, string key)
    {
        if (digits.Length > MaxDigits || _redactor.RedactUnder(key, digits) != digits)
        {
            _json.WriteStringValue(Fit(digits, key));
        }
        else
        {
            _json.WriteRawValue(digits, skipInputValidation: true);
        }
    }

    private void AddNumber(double number)
    {
        if (double.IsFinite(number))
        {
            _json.WriteNumberValue(number);
        }
        else
        {
            _json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
        }
    }

    private void AddObject(IEnumerable<KeyValuePair<string, object?>> pairs, int depth)
    {
        _json.WriteStartObject();
        if (depth < MaxDepth)
        {
            foreach (var (key, value) in pairs)
            {
                if (Left <= Reserve)
                {
                    break;
                }

                _json.WritePropertyName(Fit(key));
                if (_redactor.IsSecret(key, value))
                {
                    _json.WriteStringValue(_redactor.Gone(value as string));
                }
                else
                {
                    Add(value, depth + 1, key);
                }
            }
        }

        _json.WriteEndObject();
    }

    private void AddArray(IEnumerable<object?> items, int depth)
    {
        _json.WriteStartArray();
        if (depth < MaxDepth)
        {
            foreach (var item in items)
            {
                if (Left <= Reserve)
                {
                    break;
                }

                Add(item, depth + 1);
            }
        }

        _json.WriteEndArray();
    }

    /// <summary>What may be seen of a text, as far as there is room: a key tells an id from the number of a card.</summary>
    private string Fit(string text, string key = "")
    {
        var redacted = _redactor.RedactUnder(key, TextCut.Chars(text, Math.Max(Left, 0) + TextCut.Overlap));
        return TextCut.Bytes(TextCut.Whole(redacted), Math.Max(Left, 0));
    }
}
