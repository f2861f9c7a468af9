using AgentOtel.Viewer.Api;
using AgentOtel.Viewer.Dialects;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Queries;

/// <summary>What the spans of one kind under one set of names did in a window, from the store's sums.</summary>
internal sealed record Use
{
    public required OperationKind Kind { get; init; }

    public required string Service { get; init; }

    public required string Workflow { get; init; }

    public required string Agent { get; init; }

    public required string Name { get; init; }

    public required string Provider { get; init; }

    public required string Tenant { get; init; }

    public required long Calls { get; init; }

    public required long Errors { get; init; }

    /// <summary>Nanoseconds, of all calls.</summary>
    public required long Duration { get; init; }

    public required long MaxDuration { get; init; }

    public required long InputTokens { get; init; }

    public required long OutputTokens { get; init; }

    public required double Cost { get; init; }

    public required double EstimatedCost { get; init; }

    public required long Unpriced { get; init; }

    /// <summary>All of a window of whole minutes.</summary>
    public static List<Use> All(ReadSession session, TimeWindow window) => session.All(
        $"""
        SELECT kind, service, workflow, agent, name, provider, tenant, sum(calls), sum(errors), sum(duration), max(max_duration),
        sum(input_tokens), sum(output_tokens), sum(cost), sum(estimated_cost), sum(unpriced)
        FROM {Sums.ByHour(window)}
        GROUP BY kind, service, workflow, agent, name, provider, tenant
        """,
        Read);

    private static Use Read(SqliteDataReader row) => new()
    {
        Kind = (OperationKind)row.GetInt32(0),
        Service = row.GetString(1),
        Workflow = row.GetString(2),
        Agent = row.GetString(3),
        Name = row.GetString(4),
        Provider = row.GetString(5),
        Tenant = row.GetString(6),
        Calls = row.GetInt64(7),
        Errors = row.GetInt64(8),
        Duration = row.GetInt64(9),
        MaxDuration = row.GetInt64(10),
        InputTokens = row.GetInt64(11),
        OutputTokens = row.GetInt64(12),
        Cost = row.GetDouble(13),
        EstimatedCost = row.GetDouble(14),
        Unpriced = row.GetInt64(15),
    };
}
