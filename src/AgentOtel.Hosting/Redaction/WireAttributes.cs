using System.Buffers;
using System.Text;

namespace AgentOtel.Hosting;

/// <summary>An attribute on the wire: a key, and a value that may hold others.</summary>
internal static class WireAttributes
{
    private const int Key = 1;
    private const int Value = 2;

    // The kinds of a value, and what stands in a list.
    private const int Text = 1;
    private const int Whole = 3;
    private const int Array = 5;
    private const int Map = 6;
    private const int Item = 1;

    /// <summary>Writes an attribute as it may be sent.</summary>
    public static void Redact(ReadOnlySpan<byte> attribute, ArrayBufferWriter<byte> to, Redactor redactor)
    {
        var key = KeyOf(attribute);
        foreach (var field in new WireFields(attribute))
        {
            if (field.Number == Value && field.HasLength)
            {
                WriteValue(to, Value, key, field.Content, redactor);
            }
            else
            {
                to.Write(field.Whole);
            }
        }
    }

    private static string KeyOf(ReadOnlySpan<byte> attribute)
    {
        foreach (var field in new WireFields(attribute))
        {
            if (field.Number == Key)
            {
                return Encoding.UTF8.GetString(field.Content);
            }
        }

        return "";
    }

    private static void WriteValue(ArrayBufferWriter<byte> to, int number, string key, ReadOnlySpan<byte> value, Redactor redactor)
    {
        var content = new ArrayBufferWriter<byte>(value.Length + 1);
        foreach (var field in new WireFields(value))
        {
            switch (field.Number)
            {
                case Text:
                    WriteText(content, redactor.Redact(key, Encoding.UTF8.GetString(field.Content)));
                    break;
                case Whole when redactor.Redact(key, field.Varint) is string redacted:
                    WriteText(content, redacted);
                    break;
                case Array:
                    WriteList(content, key, field, redactor);
                    break;
                case Map:
                    WriteList(content, null, field, redactor);
                    break;
                default:
                    content.Write(field.Whole);
                    break;
            }
        }

        WireFields.Write(to, number, content.WrittenSpan);
    }

    /// <summary>The items of a list, under the list's key, or pairs, each under its own.</summary>
    private static void WriteList(ArrayBufferWriter<byte> to, string? key, in WireField list, Redactor redactor)
    {
        var content = new ArrayBufferWriter<byte>(list.Content.Length + 1);
        foreach (var field in new WireFields(list.Content))
        {
            if (key is null)
            {
                var pair = new ArrayBufferWriter<byte>(field.Content.Length + 1);
                Redact(field.Content, pair, redactor);
                WireFields.Write(content, Item, pair.WrittenSpan);
            }
            else
            {
                WriteValue(content, Item, key, field.Content, redactor);
            }
        }

        WireFields.Write(to, list.Number, content.WrittenSpan);
    }

    private static void WriteText(ArrayBufferWriter<byte> to, object? text) =>
        WireFields.Write(to, Text, Encoding.UTF8.GetBytes($"{text}"));
}
