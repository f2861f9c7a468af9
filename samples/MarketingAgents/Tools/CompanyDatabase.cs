using System.Globalization;
using Microsoft.Data.Sqlite;

namespace MarketingAgents;

/// <summary>A small database in memory: what was sold, and through which channels.</summary>
internal static class CompanyDatabase
{
    private const string Schema = """
        create table sales (month text, amount real);
        insert into sales values ('2026-08', 41200), ('2026-09', 39800), ('2026-10', 44100);
        create table channels (name text, amount real);
        insert into channels values ('shop', 61000), ('web', 48700), ('partners', 15400);
        """;

    static CompanyDatabase() => SQLitePCL.Batteries_V2.Init();

    public static async Task<string> SumAsync(string table, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = Schema;
        await command.ExecuteNonQueryAsync(cancellationToken);
        command.CommandText = $"select sum(amount) from \"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        return Convert.ToString(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture)!;
    }
}
