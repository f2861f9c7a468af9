using AgentOtel.Viewer.Api;
using AgentOtel.Viewer.Telemetry;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Queries;

/// <summary>Reads groups of errors: of each what happened in the window, and what is known of it in all.</summary>
internal sealed class ErrorGroupReader(ReadSession session, IssueLink links)
{
    private const int Steps = 24;
    private const int MaxNames = 20;
    private const int MaxNewest = 20;

    private static readonly Sql Columns =
        $"g.fingerprint, g.type, g.category, g.severity, g.title, g.first_seen, g.last_seen, g.count, g.state, g.state_changed, g.note, g.came_back";

    private static readonly Sql Occurrence =
        $"f.time, t.trace_id, f.span_id, f.service, f.workflow, f.agent, f.operation, f.message, f.stack";

    /// <summary>Those seen in the window, the most frequent first.</summary>
    public ErrorList Find(ErrorFilter filter, int limit)
    {
        List<Sql?> conditions =
        [
            filter.State is { } state ? Sql.Of($"g.state = {state}") : null,
            filter.Severity is { } severity ? Sql.Of($"g.severity = {severity}") : null,
            filter.Category is { } category ? Sql.Of($"g.category = {category}") : null,
        ];
        List<Sql?> ofFaults =
        [
            filter.Agent is { } agent ? Sql.Of($"f.agent = {agent}") : null,
            filter.Workflow is { } workflow ? Sql.Of($"f.workflow = {workflow}") : null,
            filter.Service is { } service ? Sql.Of($"f.service = {service}") : null,
        ];
        return new ErrorList(
        [
            .. session.All(
                $"""
                SELECT {Columns}, (SELECT count(*) FROM faults f WHERE {InWindow(filter.Window)} AND {Sql.And([.. ofFaults.OfType<Sql>()])}) AS seen
                FROM error_groups g WHERE seen > 0 AND {Sql.And([.. conditions.OfType<Sql>()])} ORDER BY seen DESC, g.last_seen DESC, g.fingerprint LIMIT {limit}
                """,
                Read).Select(group => Filled(group, filter.Window)),
        ]);
    }

    public ErrorDetail? Read(string fingerprint, TimeWindow window)
    {
        var group = session.First(
            $"SELECT {Columns}, (SELECT count(*) FROM faults f WHERE {InWindow(window)}) FROM error_groups g WHERE g.fingerprint = {fingerprint}", Read);
        if (group is null)
        {
            return null;
        }

        var newest = session.All(
            $"""
            SELECT {Occurrence} FROM faults f LEFT JOIN traces t ON t.id = f.trace
            WHERE f.fingerprint = {fingerprint} ORDER BY f.passed_on, f.time DESC, f.id DESC LIMIT {MaxNewest}
            """,
            ReadOccurrence);
        // One that shows where it happened says more than the newest.
        var example = newest.Find(static fault => fault.Stack is not null) ?? newest.FirstOrDefault();
        var filled = Filled(group, window);
        return new ErrorDetail(filled with { IssueLink = links.Of(filled, example) }, example, newest);
    }

    private static Sql InWindow(TimeWindow window) =>
        $"f.fingerprint = g.fingerprint AND f.time >= {window.From} AND f.time < {window.To} AND f.passed_on = 0";

    private ErrorGroup Filled(ErrorGroup group, TimeWindow window) => group with
    {
        Trend = Trend(group.Fingerprint, window),
        Agents = Distinct($"f.agent", group.Fingerprint),
        Workflows = Distinct($"f.workflow", group.Fingerprint),
        Services = Distinct($"f.service", group.Fingerprint),
        IssueLink = links.Of(group, null),
    };

    private long[] Trend(string fingerprint, TimeWindow window)
    {
        var counts = new long[Steps];
        var step = (window.Length / Steps) + 1;
        session.Each(
            $"""
            SELECT (f.time - {window.From}) / {step}, count(*) FROM faults f
            WHERE f.fingerprint = {fingerprint} AND f.time >= {window.From} AND f.time < {window.To} AND f.passed_on = 0 GROUP BY 1
            """,
            row => counts[row.GetInt64(0)] = row.GetInt64(1));
        return counts;
    }

    private List<string> Distinct(Sql column, string fingerprint) => session.All(
        $"""
        SELECT {column} FROM faults f WHERE f.fingerprint = {fingerprint} AND {column} IS NOT NULL AND {column} <> ''
        GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT {MaxNames}
        """,
        static row => row.GetString(0));

    private static ErrorGroup Read(SqliteDataReader row) => new()
    {
        Fingerprint = row.GetString(0),
        Type = row.GetString(1),
        Category = row.GetString(2),
        Severity = row.GetString(3),
        Title = row.GetString(4),
        FirstSeen = Nanos.ToTime(row.GetInt64(5)),
        LastSeen = Nanos.ToTime(row.GetInt64(6)),
        Total = row.GetInt64(7),
        State = row.GetString(8),
        StateChanged = row.TimeAt(9),
        Note = row.TextAt(10),
        CameBack = row.GetInt64(11) != 0,
        Count = row.GetInt64(12),
        Trend = [],
        Agents = [],
        Workflows = [],
        Services = [],
    };

    private static ErrorOccurrence ReadOccurrence(SqliteDataReader row) => new()
    {
        Time = Nanos.ToTime(row.GetInt64(0)),
        TraceId = row.TextAt(1),
        SpanId = row.SpanIdAt(2) is { } span ? Ids.Hex(span) : null,
        Service = row.TextAt(3),
        Workflow = row.TextAt(4),
        Agent = row.TextAt(5),
        Operation = row.TextAt(6),
        Message = row.TextAt(7),
        Stack = row.TextAt(8),
    };
}
