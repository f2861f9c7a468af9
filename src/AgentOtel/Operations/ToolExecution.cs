using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>A tool being executed.</summary>
public sealed class ToolExecution : AgentOperation
{
    internal static readonly ToolExecution None = new();

    private readonly ToolStart _start;
    private ModelCost _cost;

    private ToolExecution()
    {
    }

    private ToolExecution(TelemetryCore core, in OperationStart operation, in StartOptions options, in ToolStart start)
        : base(core, operation, options) => _start = start;

    private protected override string UnknownErrorCategory => ErrorCategories.ToolFailure;

    private protected override ContentNames? ContentNames => AgentOtel.ContentNames.Tool;

    private protected override string SpanName => SpanNames.Of("execute_tool", _start.Tool);

    private protected override CallFigures Figures => new() { ToolCalls = 1, CostUsd = _cost.Usd };

    /// <summary>
    /// What the execution cost, in US dollars, from 0 to 1,000,000,000; it counts towards the totals and the category <c>tool</c>.
    /// </summary>
    public void SetCost(decimal usd)
    {
        if (Core is { } core)
        {
            _cost = new ModelCost { Usd = CostBounds.Accept(core, usd) };
        }
    }

    internal static ToolExecution Start(TelemetryCore core, in ToolStart start, in StartOptions options)
    {
        var tags = new TagList
        {
            { SemanticConventions.GenAi.OperationName, "execute_tool" },
            { SemanticConventions.GenAi.Tool.Name, start.Tool },
            { SemanticConventions.GenAi.Tool.Type, start.Type ?? "function" },
        };
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.Tool.CallId, start.CallId);
        var tool = new ToolExecution(
            core,
            new OperationStart
            {
                SpanName = SpanNames.Of("execute_tool", start.Tool),
                Kind = ActivityKind.Internal,
                Tags = tags.ToArray(),
                Context = options.Surroundings with { Tool = start.Tool },
                HasContext = true,
                MayAdopt = true,
            },
            options,
            start);
        tool.Say(EventNames.ToolStarted, LogLevel.Debug);
        return tool;
    }

    private protected override void AddTags(Activity span)
    {
        span.SetTag(SemanticConventions.GenAi.Tool.Description, _start.Description);
        CostTags.AddTo(span, _cost, CostTags.FromProvider);
    }

    private protected override void RecordMetrics(TelemetryCore core, double seconds)
    {
        var tags = new TagList { { SemanticConventions.GenAi.Tool.Name, _start.Tool } };
        MetricTags.AddContext(ref tags, RecordedContext);
        if (_cost.Usd is { } usd)
        {
            core.AddCost(usd, [.. tags, new(SemanticConventions.AgentOtel.Cost.Category, CostTags.Tool)], RecordedContext);
        }

        MetricTags.AddError(ref tags, Failure?.Type);
        core.Metrics.ToolDuration.Record(seconds, tags);
    }

    private protected override void WriteEvent(EventLog log, double seconds)
    {
        var (name, level, status) = Failure is null
            ? (EventNames.ToolCompleted, LogLevel.Information, Statuses.Completed)
            : (EventNames.ToolFailed, LogLevel.Warning, Failure.IsCancellation ? Statuses.Cancelled : Statuses.Failed);
        if (log.IsEnabled(level))
        {
            log.Write(level, name, Ended($"Tool {_start.Tool} {status}", status, seconds)
                .Add(SemanticConventions.GenAi.Tool.CallId, _start.CallId)
                .Add(SemanticConventions.GenAi.Usage.Cost, (double?)_cost.Usd), RecordedContext);
        }
    }
}
