using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Queries;

/// <summary>
/// SQL with its values apart. Write it as an interpolated string: each hole becomes a bound parameter, so that no value is ever
/// read as SQL; a hole that is itself <see cref="Sql"/> is put in as it stands.
/// </summary>
[InterpolatedStringHandler]
internal sealed class Sql
{
    public static readonly Sql True = $"1";

    private readonly StringBuilder _text;
    private readonly List<object> _values = [];

    public Sql(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 4));

    /// <summary>Lets an interpolated string be one where its type is not plain, as in a conditional expression.</summary>
    public static Sql Of(Sql sql) => sql;

    /// <summary>All of the conditions.</summary>
    public static Sql And(IReadOnlyList<Sql> conditions) => conditions.Count == 0 ? True : Join(conditions, " AND ");

    public static Sql Join(IReadOnlyList<Sql> parts, string separator)
    {
        var joined = new Sql(0, 0);
        for (var i = 0; i < parts.Count; i++)
        {
            if (i > 0)
            {
                joined.AppendLiteral(separator);
            }

            joined.AppendFormatted(parts[i]);
        }

        return joined;
    }

    /// <summary>Whole numbers in brackets, for <c>IN</c>: as text, since a thousand parameters take long to be bound.</summary>
    public static Sql List(IReadOnlyList<long> values)
    {
        var list = new Sql(0, 0);
        list._text.Append('(').AppendJoin(',', values).Append(')');
        return list;
    }

    public void AppendLiteral(string text) => _text.Append(text);

    public void AppendFormatted(long value) => Bind(value);

    public void AppendFormatted(double value) => Bind(value);

    public void AppendFormatted(string? value) => Bind(value is null ? DBNull.Value : value);

    public void AppendFormatted(Sql part)
    {
        // Parameters are positional, so that parts can be put together in any order.
        _text.Append(part._text);
        _values.AddRange(part._values);
    }

    public SqliteCommand CommandOn(SqliteConnection connection)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Its text is made of literals alone: values are bound.
        command.CommandText = NumberedText();
#pragma warning restore CA2100
        for (var i = 0; i < _values.Count; i++)
        {
            command.Parameters.Add(new SqliteParameter(Name(i), _values[i]));
        }

        return command;
    }

    public override string ToString() => NumberedText();

    private static string Name(int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"$p{index}");

    private void Bind(object value)
    {
        _text.Append(Placeholder);
        _values.Add(value);
    }

    /// <summary>Stands where a value goes until the whole statement is known; no SQL has it.</summary>
    private const char Placeholder = '\u0001';

    private string NumberedText()
    {
        var numbered = new StringBuilder(_text.Length + (_values.Count * 3));
        var index = 0;
        foreach (var chunk in _text.GetChunks())
        {
            foreach (var character in chunk.Span)
            {
                _ = character == Placeholder ? numbered.Append(Name(index++)) : numbered.Append(character);
            }
        }

        return numbered.ToString();
    }
}
