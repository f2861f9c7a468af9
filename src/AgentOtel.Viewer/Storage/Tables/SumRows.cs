using System.Runtime.InteropServices;
using AgentOtel.Viewer.Storage.Settling;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage.Tables;

/// <summary>Keeps one table of sums, by a unit of time: what a commit adds and takes back is summed here first and written once a key.</summary>
internal sealed class SumRows(SqliteConnection connection, string table, string unit, int minutes) : IDisposable
{
    private readonly Dictionary<SumKey, SumFigures> _pending = [];
    private readonly Statement _add = new(connection, $"""
        INSERT INTO {table} ({unit}, kind, service, workflow, agent, name, provider, tenant,
          calls, errors, duration, max_duration, input_tokens, output_tokens, cache_read_tokens, reasoning_tokens, cost, estimated_cost, unpriced)
        VALUES ({Statement.Parameters(19)})
        ON CONFLICT DO UPDATE SET calls=calls+excluded.calls, errors=errors+excluded.errors, duration=duration+excluded.duration,
          max_duration=max(max_duration,excluded.max_duration), input_tokens=input_tokens+excluded.input_tokens,
          output_tokens=output_tokens+excluded.output_tokens, cache_read_tokens=cache_read_tokens+excluded.cache_read_tokens,
          reasoning_tokens=reasoning_tokens+excluded.reasoning_tokens, cost=cost+excluded.cost,
          estimated_cost=estimated_cost+excluded.estimated_cost, unpriced=unpriced+excluded.unpriced
        """);

    private readonly Statement _deleteEmpty = new(connection, $"""
        DELETE FROM {table} WHERE {unit}=? AND kind=? AND service=? AND workflow=? AND agent=? AND name=? AND provider=? AND tenant=? AND calls<=0
        """);

    /// <summary>Adds a share, or with -1 takes it back.</summary>
    public void Add(in Share share, int sign)
    {
        ref var figures = ref CollectionsMarshal.GetValueRefOrAddDefault(_pending, share.Key with { Minute = share.Key.Minute / minutes }, out _);
        figures = figures.Plus(share.Figures, sign);
    }

    public void Write()
    {
        foreach (var (key, figures) in _pending)
        {
            if (figures == default)
            {
                continue;
            }

            Bind(_add, key)
                .Bind(figures.Calls).Bind(figures.Errors).Bind(figures.Duration).Bind(figures.MaxDuration)
                .Bind(figures.InputTokens).Bind(figures.OutputTokens).Bind(figures.CacheReadTokens).Bind(figures.ReasoningTokens)
                .Bind(figures.Cost).Bind(figures.EstimatedCost).Bind(figures.Unpriced)
                .Run();
            if (figures.Calls < 0)
            {
                Bind(_deleteEmpty, key).Run();
            }
        }

        _pending.Clear();
    }

    public void Forget() => _pending.Clear();

    public void Dispose()
    {
        _add.Dispose();
        _deleteEmpty.Dispose();
    }

    private static Statement Bind(Statement statement, in SumKey key) => statement
        .Bind(key.Minute).Bind((long)key.Kind).Bind(key.Service).Bind(key.Workflow).Bind(key.Agent).Bind(key.Name)
        .Bind(key.Provider).Bind(key.Tenant);
}
