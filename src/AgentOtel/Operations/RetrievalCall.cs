using System.Collections;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>
/// A retrieval from a store of documents. Give <see cref="AgentOperation.SetInput"/> the query and
/// <see cref="AgentOperation.SetOutput"/> the documents; calls of models that it makes stand below it.
/// </summary>
public sealed class RetrievalCall : AgentOperation
{
    internal static readonly RetrievalCall None = new();

    private readonly RetrievalStart _start;
    private ModelCost _cost;
    private int? _documents;

    private RetrievalCall()
    {
    }

    private RetrievalCall(TelemetryCore core, in OperationStart operation, in StartOptions options, in RetrievalStart start)
        : base(core, operation, options) => _start = start;

    private protected override ContentNames? ContentNames => AgentOtel.ContentNames.Retrieval;

    private protected override string SpanName => SpanNames.Of(ModelOperations.Retrieval, _start.DataSource);

    private protected override CallFigures Figures => new() { CostUsd = _cost.Usd };

    /// <summary>How many documents were found (<c>agentotel.retrieval.document.count</c>); 0 where none was.</summary>
    public void SetDocumentCount(int count)
    {
        if (Core is not null)
        {
            _documents = Math.Max(0, count);
        }
    }

    /// <summary>What the store bills for the retrieval, in US dollars, from 0 to 1,000,000,000.</summary>
    public void SetCost(decimal usd)
    {
        if (Core is { } core)
        {
            _cost = new ModelCost { Usd = CostBounds.Accept(core, usd) };
        }
    }

    internal static RetrievalCall Start(TelemetryCore core, in RetrievalStart start, in StartOptions options)
    {
        var tags = new TagList { { SemanticConventions.GenAi.OperationName, ModelOperations.Retrieval } };
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.ProviderName, start.Provider);
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.Request.Model, start.Model);
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.DataSourceId, start.DataSource);
        ServerTags.Add(ref tags, start.ServerAddress, start.ServerPort);
        if (start.TopK is { } count)
        {
            tags.Add(SemanticConventions.GenAi.RetrievalTopK, count);
        }

        return new RetrievalCall(
            core,
            new OperationStart
            {
                SpanName = SpanNames.Of(ModelOperations.Retrieval, start.DataSource),
                Kind = ActivityKind.Client,
                Tags = tags.ToArray(),
                Context = options.Surroundings,
            },
            options,
            start);
    }

    private protected override void OnOutput(object? value) => _documents ??= value is ICollection documents ? documents.Count : null;

    private protected override void AddTags(Activity span)
    {
        span.AddKnown(SemanticConventions.AgentOtel.RetrievalDocumentCount, _documents);
        CostTags.AddTo(span, _cost, CostTags.FromProvider);
    }

    private protected override void RecordMetrics(TelemetryCore core, double seconds)
    {
        var series = new ModelCallSeries(
            ModelOperations.Retrieval, _start.Provider, _start.Model, null, RecordedContext.Agent, RecordedContext.Workflow);
        ModelCallMetrics.RecordDuration(core.Metrics.ModelCalls, series.Tags, isInference: false, seconds, Failure?.Type);
        if (_cost.Usd is { } usd)
        {
            core.AddCost(usd, series.Cost, RecordedContext);
        }
    }

    private protected override void WriteEvent(EventLog log, double seconds)
    {
        var (name, level, status) = Failure is null
            ? (EventNames.RetrievalCompleted, LogLevel.Information, Statuses.Completed)
            : (EventNames.RetrievalFailed, LogLevel.Warning, Failure.IsCancellation ? Statuses.Cancelled : Statuses.Failed);
        if (log.IsEnabled(level))
        {
            log.Write(level, name, Ended($"Retrieval {_start.DataSource} {status}", status, seconds)
                .Add(SemanticConventions.GenAi.OperationName, ModelOperations.Retrieval)
                .Add(SemanticConventions.GenAi.ProviderName, _start.Provider)
                .Add(SemanticConventions.GenAi.Request.Model, _start.Model)
                .Add(SemanticConventions.GenAi.DataSourceId, _start.DataSource)
                .Add(SemanticConventions.GenAi.RetrievalTopK, _start.TopK)
                .Add(SemanticConventions.AgentOtel.RetrievalDocumentCount, _documents)
                .Add(SemanticConventions.GenAi.Usage.Cost, (double?)_cost.Usd), RecordedContext);
        }
    }
}
