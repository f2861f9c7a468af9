using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace AgentOtel.Viewer.Queries;

/// <summary>Where a page ended: the last row's value of what the list is sorted by, and its id. Opaque to callers.</summary>
internal sealed record Cursor(string Sort, object Value, long Id)
{
    private static readonly ParameterException Unreadable = new("cursor", "takes what an earlier answer to the same search gave as nextCursor");

    public override string ToString()
    {
        var (kind, text) = Value switch
        {
            long whole => ('i', whole.ToString(CultureInfo.InvariantCulture)),
            double real => ('r', real.ToString("R", CultureInfo.InvariantCulture)),
            _ => ('t', (string)Value),
        };
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Sort}|{Id}|{kind}{text}")));
    }

    /// <exception cref="ParameterException">It is not one, or is one of another sort.</exception>
    public static Cursor? Parse(string? text, string sort)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var parts = Decode(text).Split('|', 3);
        if (parts.Length < 3 || parts[0] != sort || parts[2].Length == 0
            || !long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id))
        {
            throw Unreadable;
        }

        var value = parts[2][1..];
        return new Cursor(sort, parts[2][0] switch
        {
            'i' when long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
            'r' when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) => real,
            't' => value,
            _ => throw Unreadable,
        }, id);
    }

    /// <summary>Bound as the type that it has.</summary>
    public Sql ToSql() => Value switch
    {
        long whole => $"{whole}",
        double real => $"{real}",
        _ => $"{(string)Value}",
    };

    private static string Decode(string text)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        return Base64Url.DecodeFromChars(text, bytes, out _, out var written) is OperationStatus.Done ? Encoding.UTF8.GetString(bytes, 0, written) : "";
    }
}
