using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Queries;

/// <summary>Columns that may be <c>NULL</c>, and the store's spellings of ids and times.</summary>
internal static class RowExtensions
{
    public static string? TextAt(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? WholeAt(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static double? RealAt(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    public static ulong? SpanIdAt(this SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : unchecked((ulong)row.GetInt64(column));

    public static DateTimeOffset? TimeAt(this SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : Nanos.ToTime(row.GetInt64(column));
}
