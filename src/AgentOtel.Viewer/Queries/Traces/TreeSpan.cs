using AgentOtel.Viewer.Api;
using AgentOtel.Viewer.Dialects;
using AgentOtel.Viewer.Telemetry;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Queries;

/// <summary>A row of <c>spans</c> as trees show it, before what lies below it is summed.</summary>
internal sealed record TreeSpan
{
    /// <summary>Of <c>span_rows s</c>, <c>resources r</c> and <c>scopes c</c>, in the order that <see cref="Read"/> takes them.</summary>
    public static readonly Sql Columns =
        $"""
        s.id, s.span_id, s.parent_id, s.start, s.end, s.kind, s.duplicate_of, s.cost, s.estimated_cost, s.input_tokens, s.output_tokens,
        s.name, s.span_kind, r.service, c.name, s.status, s.outcome, s.operation, s.workflow, s.task, s.task_id, s.attempt, s.agent, s.tool,
        s.provider, s.response_model, s.request_model, s.cache_read_tokens, s.cache_write_tokens, s.reasoning_tokens, s.first_chunk,
        s.finish_reasons, s.error_type, s.fingerprint
        """;

    public static readonly Sql Tables = $"span_rows s JOIN resources r ON r.id = s.resource JOIN scopes c ON c.id = s.scope";

    public required long Id { get; init; }

    public required ulong SpanId { get; init; }

    public ulong? ParentId { get; init; }

    public required long Start { get; init; }

    /// <summary><see langword="null"/> where it has not ended.</summary>
    public long? End { get; init; }

    public required OperationKind Kind { get; init; }

    public required SpanTotals Own { get; init; }

    public required SpanSummary Summary { get; init; }

    public static TreeSpan Read(SqliteDataReader row)
    {
        var spanId = unchecked((ulong)row.GetInt64(1));
        var start = row.GetInt64(3);
        long? end = row.GetInt64(4) is var ended && ended > 0 ? ended : null;
        var kind = (OperationKind)row.GetInt32(5);
        var status = Status(row.TextAt(16), (SpanStatus)row.GetInt32(15), end is not null);
        return new TreeSpan
        {
            Id = row.GetInt64(0),
            SpanId = spanId,
            ParentId = row.SpanIdAt(2),
            Start = start,
            End = end,
            Kind = kind,
            Own = OwnTotals(row, kind, status),
            Summary = new SpanSummary
            {
                SpanId = Ids.Hex(spanId),
                ParentId = row.SpanIdAt(2) is { } parent ? Ids.Hex(parent) : null,
                Name = row.GetString(11),
                Kind = Names.Of(kind),
                SpanKind = Names.Of((SpanKind)row.GetInt32(12)),
                Service = row.GetString(13),
                Scope = row.GetString(14),
                StartNanos = start.ToString(System.Globalization.CultureInfo.InvariantCulture),
                Offset = 0,
                Duration = end is { } last ? Nanos.ToSeconds(Math.Max(0, last - start)) : null,
                Status = status,
                Operation = row.TextAt(17),
                Workflow = row.TextAt(18),
                Task = row.TextAt(19),
                TaskId = row.TextAt(20),
                Attempt = (int?)row.WholeAt(21),
                Agent = row.TextAt(22),
                Tool = row.TextAt(23),
                Provider = row.TextAt(24),
                Model = row.TextAt(25) ?? row.TextAt(26),
                RequestModel = row.TextAt(26),
                InputTokens = row.WholeAt(9),
                OutputTokens = row.WholeAt(10),
                CacheReadTokens = row.WholeAt(27),
                CacheWriteTokens = row.WholeAt(28),
                ReasoningTokens = row.WholeAt(29),
                Cost = row.RealAt(7),
                EstimatedCost = row.RealAt(8),
                TimeToFirstChunk = row.RealAt(30),
                FinishReasons = row.TextAt(31)?.Split(',', StringSplitOptions.RemoveEmptyEntries),
                ErrorType = row.TextAt(32),
                Fingerprint = row.TextAt(33),
                DuplicateOf = row.SpanIdAt(6) is { } counted ? Ids.Hex(counted) : null,
                Totals = SpanTotals.None,
                Logs = 0,
                IsCritical = false,
            },
        };
    }

    /// <summary>What it adds to the totals: nothing where another span of the same call counts.</summary>
    private static SpanTotals OwnTotals(SqliteDataReader row, OperationKind kind, string status)
    {
        if (!row.IsDBNull(6))
        {
            return SpanTotals.None;
        }

        var hasUsage = !row.IsDBNull(9) || !row.IsDBNull(10);
        var isUnpriced = kind is OperationKind.Model && row.IsDBNull(7) && row.IsDBNull(8) && status != "running" && (status != "failed" || hasUsage);
        return new SpanTotals(
            kind is OperationKind.Model ? 1 : 0,
            kind is OperationKind.Tool ? 1 : 0,
            row.WholeAt(9) ?? 0,
            row.WholeAt(10) ?? 0,
            row.RealAt(7) ?? 0,
            row.IsDBNull(7) ? row.RealAt(8) ?? 0 : 0,
            isUnpriced ? 1 : 0);
    }

    private static string Status(string? outcome, SpanStatus status, bool hasEnded) =>
        !hasEnded ? "running" : outcome ?? (status is SpanStatus.Error ? "failed" : "completed");
}
