using AgentOtel.Viewer.Storage;
using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Storage.Keeping;

public sealed class EvictionPlanTests
{
    [Fact]
    public async Task Plan_OfADeletion_ReadsNoTableFromEndToEnd()
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(Some.Span(1, 1), Some.Log(trace: 1));
        List<string> plan = [];

        await temporary.Store.ChangeAsync(writer =>
        {
            StoreFile.Execute(writer.Connection, Eviction.MakeChosen);
            foreach (var statement in $"{Eviction.DeleteTraces}{Eviction.DeleteLogs}".Split(
                ';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                using var explain = writer.Connection.CreateCommand();
                explain.CommandText = $"EXPLAIN QUERY PLAN {statement}";
                using var rows = explain.ExecuteReader();
                while (rows.Read())
                {
                    plan.Add(rows.GetString(3));
                }
            }
        });

        Assert.Contains(
            plan,
            static line =>
                line.StartsWith("SEARCH s USING COVERING INDEX", StringComparison.Ordinal)
                    && line.EndsWith("(trace=?)", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, static line => line.Contains(">?", StringComparison.Ordinal));
        Assert.All(
            plan.Where(static line => line.StartsWith("SCAN", StringComparison.Ordinal)),
            static line =>
                Assert.Matches("^SCAN (e|evicted|evicted_groups|gone|CONSTANT ROW|(span|log)_text VIRTUAL TABLE INDEX 0:=)$", line));
    }
}
