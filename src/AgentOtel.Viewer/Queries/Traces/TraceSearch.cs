using AgentOtel.Viewer.Api;

namespace AgentOtel.Viewer.Queries;

/// <summary>
/// Finds traces, a page at a time. Where a condition is met by few rows, their traces are looked up and sorted. Where all are met by
/// many, traces are gone through in the order asked for, each is tried, and the page is full soon; if it is not after
/// <see cref="Near"/> traces, the rarest condition is looked up after all. What is few is known by counting to a limit.
/// </summary>
internal sealed class TraceSearch(ReadSession session)
{
    private const long Few = 5_000;
    private const int Near = 1_000;

    public TraceList Find(TraceFilter filter, TraceSort sort, Cursor? after, int limit)
    {
        var all = TraceCondition.AllOf(filter, session);
        List<Sql> columns = [Columns(filter)];
        if (after is not null)
        {
            columns.Add(sort.After(after));
        }

        var rarest = Rarest(all, Few);
        if (rarest is null && filter.TraceId is null && all.Any(static condition => !condition.IsQuick))
        {
            if (FindNear(InOrder(filter.Window, sort), columns, all, sort, limit) is { } near)
            {
                return near;
            }

            rarest = Rarest(all, long.MaxValue);
        }

        Sql table = rarest?.Traces is { } traces ? Sql.Of($"({traces}) d CROSS JOIN traces t ON t.id = d.trace")
            : filter.TraceId is null ? InOrder(filter.Window, sort)
            : Sql.Of($"traces t");
        return Page(table, [.. columns, .. all.Where(condition => condition != rarest).Select(static condition => condition.ProbeFrom(0))], sort, limit);
    }

    /// <summary>A page from the first traces in the order asked for; <see langword="null"/> where they do not fill it and there are more.</summary>
    private TraceList? FindNear(Sql table, IReadOnlyList<Sql> columns, IReadOnlyList<TraceCondition> all, TraceSort sort, int limit)
    {
        List<Sql> quick = [.. columns, .. all.Where(static condition => condition.IsQuick).Select(static condition => condition.ProbeFrom(0))];
        var near = session.All($"SELECT t.id FROM {table} WHERE {Sql.And(quick)} {sort.OrderBy} LIMIT {Near}", static row => row.GetInt64(0));
        var ids = Sql.List(near);
        var first = session.First<long?>($"SELECT min(s.id) FROM span_rows s WHERE s.trace IN {ids}", static row => row.WholeAt(0)) ?? 0;
        var page = Page($"traces t", [$"t.id IN {ids}", .. all.Where(static condition => !condition.IsQuick).Select(condition => condition.ProbeFrom(first))], sort, limit);
        return page.NextCursor is not null || near.Count < Near ? page : null;
    }

    private TraceList Page(Sql table, IReadOnlyList<Sql> conditions, TraceSort sort, int limit)
    {
        Sql query = $"SELECT {TraceColumns.All}, {sort.Expression}, t.id FROM {table} WHERE {Sql.And(conditions)} {sort.OrderBy} LIMIT {limit + 1}";
        var rows = session.All(query, static row => (Trace: TraceColumns.Read(row), Value: row.GetValue(TraceColumns.Count), Id: row.GetInt64(TraceColumns.Count + 1)));
        var cursor = rows.Count > limit ? new Cursor(sort.Name, rows[limit - 1].Value, rows[limit - 1].Id).ToString() : null;
        return new TraceList([.. rows.Take(limit).Select(static row => row.Trace)], cursor);
    }

    /// <summary>What the columns of the trace itself must be.</summary>
    private static Sql Columns(TraceFilter filter)
    {
        List<Sql?> all =
        [
            filter.TraceId is { } id ? Sql.Of($"t.trace_id = {id}") : Sql.Of($"t.start >= {filter.Window.From} AND t.start < {filter.Window.To}"),
            $"t.spans > 0",
            filter.Status is { } status ? Sql.Of($"t.status = {status}") : null,
            filter.MinDuration is { } minDuration ? Sql.Of($"t.duration >= {minDuration}") : null,
            filter.MaxDuration is { } maxDuration ? Sql.Of($"t.duration <= {maxDuration}") : null,
            filter.MinCost is { } minCost ? Sql.Of($"t.cost + t.estimated_cost >= {minCost}") : null,
            filter.MaxCost is { } maxCost ? Sql.Of($"t.cost + t.estimated_cost <= {maxCost}") : null,
            filter.MinTokens is { } minTokens ? Sql.Of($"t.input_tokens + t.output_tokens >= {minTokens}") : null,
            filter.MaxTokens is { } maxTokens ? Sql.Of($"t.input_tokens + t.output_tokens <= {maxTokens}") : null,
        ];
        return Sql.And([.. all.OfType<Sql>()]);
    }

    private TraceCondition? Rarest(IReadOnlyList<TraceCondition> conditions, long below)
    {
        TraceCondition? rarest = null;
        foreach (var condition in conditions)
        {
            if (condition.Rows is { } rows && session.CountTo(below, rows) is var count && count < below)
            {
                (rarest, below) = (condition, Math.Max(count, 1));
            }
        }

        return rarest;
    }

    /// <summary>By the sort's own index only where the window holds many: in a narrow one it would pass over all that is outside.</summary>
    private Sql InOrder(TimeWindow window, TraceSort sort) =>
        sort.HasIndex && session.CountTo(Few, $"traces WHERE start >= {window.From} AND start < {window.To}") == Few
            ? Sql.Of($"traces t INDEXED BY traces_duration")
            : Sql.Of($"traces t INDEXED BY traces_start");
}
