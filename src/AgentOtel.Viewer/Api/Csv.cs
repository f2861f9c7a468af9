using System.Buffers;
using System.Text;

namespace AgentOtel.Viewer.Api;

/// <summary>Writes rows of CSV as in RFC 4180.</summary>
internal static class Csv
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    public static void AppendRow(StringBuilder csv, params ReadOnlySpan<string> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
            {
                csv.Append(',');
            }

            Append(csv, Harmless(cells[i]));
        }

        csv.Append("\r\n");
    }

    /// <summary>Spreadsheets run a cell that begins with one of these signs as a formula, also within quotes; numbers are let be.</summary>
    private static string Harmless(string cell) =>
        cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !double.TryParse(cell, System.Globalization.CultureInfo.InvariantCulture, out _)
            ? $"'{cell}"
            : cell;

    private static void Append(StringBuilder csv, string cell)
    {
        if (cell.AsSpan().IndexOfAny(Quoted) < 0)
        {
            csv.Append(cell);
            return;
        }

        csv.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
