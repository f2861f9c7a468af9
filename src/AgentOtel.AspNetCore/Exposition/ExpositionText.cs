using System.Buffers;
using System.Globalization;
using System.Text;

namespace AgentOtel.AspNetCore;

/// <summary>Text as bytes, with what the formats escape.</summary>
internal sealed class ExpositionText
{
    private const int MaxNumber = 32;

    private readonly ArrayBufferWriter<byte> _bytes = new(64 * 1024);

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public void Add(string text) => Encoding.UTF8.GetBytes(text, _bytes);

    public void Add(string first, string second, string third = "", string fourth = "", string fifth = "")
    {
        Add(first);
        Add(second);
        Add(third);
        Add(fourth);
        Add(fifth);
    }

    public void Add(double value)
    {
        if (double.IsInfinity(value))
        {
            Add(value > 0 ? "+Inf" : "-Inf");
            return;
        }

        value.TryFormat(_bytes.GetSpan(MaxNumber), out var written, default, CultureInfo.InvariantCulture);
        _bytes.Advance(written);
    }

    public void AddHelp(string text) => AddEscaped(text, escapesQuotes: false);

    public void AddLabelValue(string text) => AddEscaped(text, escapesQuotes: true);

    private void AddEscaped(string text, bool escapesQuotes)
    {
        if (text.AsSpan().IndexOfAny('\\', '\n', '"') < 0)
        {
            Add(text);
            return;
        }

        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        Add(escapesQuotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped);
    }
}
