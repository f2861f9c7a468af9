using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>A tool being executed.</summary>
public sealed class ToolCall : AgentOperation
{
    internal static readonly ToolCall None = new();

    private readonly ToolStart _start;
    private decimal? _costUsd;

    private ToolCall()
    {
    }

    private ToolCall(TelemetryCore core, in OperationStart operation, in ToolStart start)
        : base(core, operation) => _start = start;

    private protected override string UnknownErrorCategory => ErrorCategories.ToolFailure;

    private protected override ContentNames? ContentNames => AgentOtel.ContentNames.Tool;

    private protected override CallFigures Figures => new() { ToolCalls = 1, CostUsd = _costUsd };

    /// <summary>What the execution cost, in US dollars; it counts towards the totals and the category <c>tool</c>.</summary>
    public void SetCost(decimal usd) => _costUsd = usd;

    internal static ToolCall Start(TelemetryCore core, in ToolStart start)
    {
        var tags = new TagList
        {
            { SemanticConventions.GenAi.OperationName, "execute_tool" },
            { SemanticConventions.GenAi.Tool.Name, start.Tool },
            { SemanticConventions.GenAi.Tool.Type, start.Type ?? "function" },
        };
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.Tool.CallId, start.CallId);
        var tool = new ToolCall(
            core,
            new OperationStart
            {
                SpanName = SpanNames.Of("execute_tool", start.Tool),
                Kind = ActivityKind.Internal,
                Tags = tags,
                Context = (start.Options.Parent ?? AgentContext.Current) with { Tool = start.Tool },
                Options = start.Options,
                MayAdopt = true,
            },
            start);
        core.Log.Started(EventNames.ToolStarted, LogLevel.Debug, tool.Activity, tool.Context);
        return tool;
    }

    private protected override void AddTags(Activity span)
    {
        span.SetTag(SemanticConventions.GenAi.Tool.Description, _start.Description);
        CostTags.AddTo(span, _costUsd, CostTags.FromProvider, null, isIncomplete: false);
    }

    private protected override void RecordMetrics(Instruments metrics, double seconds)
    {
        var tags = new TagList { { SemanticConventions.GenAi.Tool.Name, _start.Tool } };
        MetricTags.AddContext(ref tags, Context);
        if (_costUsd is { } cost)
        {
            Core!.AddCost("tool", cost, tags, Context);
        }

        MetricTags.AddError(ref tags, Failure);
        metrics.ToolDuration.Record(seconds, tags);
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
                .Add(SemanticConventions.GenAi.Usage.Cost, (double?)_costUsd), Context);
        }
    }
}
