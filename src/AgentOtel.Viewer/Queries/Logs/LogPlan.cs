namespace AgentOtel.Viewer.Queries;

/// <summary>Where a search of logs begins, and what must hold of the log <c>l</c>.</summary>
internal sealed class LogPlan
{
    private const long Few = 20_000;

    private readonly ReadSession _session;
    private readonly List<Sql> _conditions = [];
    private Sql? _table;

    private LogPlan(ReadSession session) => _session = session;

    public Sql Table => _table ?? Sql.Of($"log_rows l INDEXED BY logs_time");

    public Sql Where => Sql.And(_conditions);

    /// <summary>The plan; <see langword="null"/> where nothing can be found.</summary>
    public static LogPlan? Of(LogFilter filter, ReadSession session)
    {
        var plan = new LogPlan(session);
        if (!plan.AddTrace(filter))
        {
            return null;
        }

        plan.AddColumns(filter);
        if (filter.Words is { } words)
        {
            plan.AddWords(words, isMetByIndex: true);
        }

        foreach (var attribute in filter.Attributes)
        {
            plan.AddAttribute(attribute);
        }

        return plan;
    }

    private bool AddTrace(LogFilter filter)
    {
        if (filter.TraceId is { } traceId)
        {
            if (new TraceReader(_session).IdOf(traceId) is not { } trace)
            {
                return false;
            }

            _table = $"log_rows l INDEXED BY logs_trace";
            _conditions.Add($"l.trace = {trace}");
        }

        return true;
    }

    private void AddColumns(LogFilter filter)
    {
        if (filter.AfterId is { } afterId)
        {
            // What is new is little, and found by its ids.
            _table ??= $"log_rows l NOT INDEXED";
            _conditions.Add($"l.id > {afterId}");
        }

        _conditions.Add($"l.time >= {filter.Window.From} AND l.time < {filter.Window.To}");
        Add(filter.SpanId is { } spanId ? Sql.Of($"l.span_id = {unchecked((long)spanId)}") : null);
        Add(filter.MinSeverity is { } severity ? Sql.Of($"l.severity >= {severity}") : null);
        Add(filter.Event is { } name ? Sql.Of($"l.event = {name}") : null);
        Add(filter.Logger is { } logger ? Sql.Of($"l.scope IN (SELECT id FROM scopes WHERE name = {logger})") : null);
        Add(filter.Service is { } service ? Sql.Of($"l.resource IN (SELECT id FROM resources WHERE service = {service})") : null);

        void Add(Sql? condition)
        {
            if (condition is not null)
            {
                _conditions.Add(condition);
            }
        }
    }

    /// <summary>Begins with the index of words where few logs have them and nothing better is known; else tries each log.</summary>
    private void AddWords(string words, bool isMetByIndex)
    {
        if (_table is null && _session.CountTo(Few, $"log_text WHERE log_text MATCH {words}") < Few)
        {
            _table = $"(SELECT rowid AS log FROM log_text WHERE log_text MATCH {words}) w CROSS JOIN log_rows l ON l.id = w.log";
        }
        else if (isMetByIndex)
        {
            _conditions.Add($"EXISTS (SELECT 1 FROM log_text WHERE log_text MATCH {words} AND rowid = l.id)");
        }
    }

    private void AddAttribute(AttributeFilter attribute)
    {
        var resources = attribute.Resources(_session);
        if (attribute.Words(resources) is { } words)
        {
            AddWords(words, isMetByIndex: false);
        }

        _conditions.Add(
            $"(l.resource IN {Sql.List(resources)} OR EXISTS (SELECT 1 FROM log_details d WHERE d.log = l.id AND {attribute.On($"d.attributes")}))");
    }
}
