using System.Text;
using AgentOtel.Viewer.Storage;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Benchmarks.Viewer;

/// <summary>The rows that a store wrote, to be put bare into the tables of another file: what SQLite itself takes.</summary>
internal sealed class BareRows
{
    private const int RowsOfTransaction = 4096;

    private static readonly string[] Tables =
    [
        "span_rows", "span_details", "traces", "trace_facets", "sums", "hour_sums", "faults", "error_groups", "resources", "scopes",
    ];

    private readonly List<(string Sql, List<object?[]> Rows)> _tables = [];

    /// <summary>Reads the rows of a store; <paramref name="words"/> are its spans' in the order of their ids.</summary>
    public static BareRows Of(SqliteConnection connection, IReadOnlyList<byte[]> words)
    {
        var bare = new BareRows();
        foreach (var table in Tables)
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names above.
            command.CommandText = $"SELECT * FROM {table}";
#pragma warning restore CA2100
            using var reader = command.ExecuteReader();
            var rows = new List<object?[]>();
            while (reader.Read())
            {
                var row = new object?[reader.FieldCount];
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] = reader.IsDBNull(i)
                        ? null
                        : reader.GetValue(i) is string text ? Encoding.UTF8.GetBytes(text) : reader.GetValue(i);
                }

                rows.Add(row);
            }

            bare._tables.Add(($"INSERT INTO {table} VALUES ({Statement.Parameters(reader.FieldCount)})", rows));
        }

        bare._tables.Add(
            ("INSERT INTO span_text (rowid, text) VALUES (?,?)", [.. words.Select(static (text, i) => new object?[] { i + 1L, text })]));
        return bare;
    }

    /// <summary>Writes all rows, those of every table in step, in transactions of <see cref="RowsOfTransaction"/> spans.</summary>
    public void WriteTo(SqliteConnection connection)
    {
        var statements = _tables.ConvertAll(table => new Statement(connection, table.Sql));
        var steps = (_tables[0].Rows.Count + RowsOfTransaction - 1) / RowsOfTransaction;
        for (var step = 0; step < steps; step++)
        {
            StoreFile.Execute(connection, "BEGIN IMMEDIATE");
            for (var table = 0; table < _tables.Count; table++)
            {
                var rows = _tables[table].Rows;
                var end = (int)((long)rows.Count * (step + 1) / steps);
                for (var i = (int)((long)rows.Count * step / steps); i < end; i++)
                {
                    Write(statements[table], rows[i]);
                }
            }

            StoreFile.Execute(connection, "COMMIT");
        }

        statements.ForEach(static statement => statement.Dispose());
    }

    private static void Write(Statement statement, object?[] row)
    {
        foreach (var value in row)
        {
            _ = value switch
            {
                long whole => statement.Bind(whole),
                double real => statement.Bind(real),
                byte[] text => statement.Bind(text),
                _ => statement.BindNull(),
            };
        }

        statement.Run();
    }
}
