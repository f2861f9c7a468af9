using AgentOtel.Viewer.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage.Tables;

/// <summary>Writes <c>logs</c>, their details and their words, and the decisions and scores that they tell of.</summary>
internal sealed class LogTable : IDisposable
{
    private readonly Origins _origins;
    private readonly Statement _insert;
    private readonly Statement _insertDetails;
    private readonly Statement _insertWords;
    private readonly Statement _insertDecision;
    private readonly Statement _insertEvaluation;
    private long _lastId;

    public LogTable(SqliteConnection connection, Origins origins)
    {
        _origins = origins;
        _insert = new Statement(connection, "INSERT INTO log_rows (id, time, trace, span_id, resource, scope, severity, event, body, bytes, arrived) VALUES (?,?,?,?,?,?,?,?,?,?,?)");
        _insertDetails = new Statement(connection, "INSERT INTO log_details (log, severity_text, observed_time, flags, body_is_json, attributes) VALUES (?,?,?,?,?,?)");
        _insertWords = new Statement(connection, "INSERT INTO log_text (rowid, text) VALUES (?,?||'@'||?)");
        _insertDecision = new Statement(connection, "INSERT INTO decisions (id, time, trace, span_id, workflow, point, choice, reason, confidence, options) VALUES (?,?,?,?,?,?,?,?,?,?)");
        _insertEvaluation = new Statement(connection, "INSERT INTO evaluations (id, time, trace, span_id, workflow, agent, name, score, label, explanation) VALUES (?,?,?,?,?,?,?,?,?,?)");
        _lastId = StoreFile.Scalar(connection, "SELECT max(id) FROM log_rows");
    }

    public long NextId() => ++_lastId;

    /// <summary>Writes a log; <paramref name="trace"/> is its trace's row, if it has one.</summary>
    public void Insert(LogRow log, long? trace, long now)
    {
        var id = log.Id;
        var span = log.SpanId == 0 ? null : (long?)log.SpanId;
        _insert
            .Bind(id).Bind(log.Time).Bind(trace).Bind(span).Bind(_origins.Id(log.Resource)).Bind(_origins.Id(log.Scope))
            .Bind(log.Severity).Bind(log.Event).Bind(log.Body).Bind(log.Bytes).Bind(now)
            .Run();
        _insertDetails
            .Bind(id).Bind(log.SeverityText).Bind(log.ObservedTime == 0 ? null : log.ObservedTime).Bind(log.Flags)
            .Bind(log.IsBodyJson ? 1 : 0).Bind(log.Attributes)
            .Run();
        _insertWords.Bind(id).Bind(log.Words).Bind(_origins.Id(log.Resource)).Run();
        if (log.Decision is { } decision)
        {
            _insertDecision
                .Bind(id).Bind(log.Time).Bind(trace).Bind(span).Bind(decision.Workflow).Bind(decision.Point).Bind(decision.Choice)
                .Bind(decision.Reason).Bind(decision.Confidence).Bind(decision.Options)
                .Run();
        }

        if (log.Evaluation is { } evaluation)
        {
            _insertEvaluation
                .Bind(id).Bind(log.Time).Bind(trace).Bind(span).Bind(evaluation.Workflow).Bind(evaluation.Agent).Bind(evaluation.Name)
                .Bind(evaluation.Score).Bind(evaluation.Label).Bind(evaluation.Explanation)
                .Run();
        }
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _insert, _insertDetails, _insertWords, _insertDecision, _insertEvaluation })
        {
            statement.Dispose();
        }
    }
}
