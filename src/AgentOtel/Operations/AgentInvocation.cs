using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>An agent at work, in this process or elsewhere.</summary>
public sealed class AgentInvocation : AgentOperation
{
    internal static readonly AgentInvocation None = new();

    private readonly AgentStart _start;

    private AgentInvocation()
    {
    }

    private AgentInvocation(TelemetryCore core, in OperationStart operation, in AgentStart start)
        : base(core, operation) => _start = start;

    internal static AgentInvocation Start(TelemetryCore core, in AgentStart start)
    {
        var tags = new TagList
        {
            { SemanticConventions.GenAi.OperationName, "invoke_agent" },
            { SemanticConventions.GenAi.Agent.Name, start.Agent },
        };
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.ProviderName, start.Provider);
        MetricTags.AddIfKnown(ref tags, SemanticConventions.Server.Address, start.ServerAddress);
        if (start is { ServerAddress: not null, ServerPort: { } port })
        {
            tags.Add(SemanticConventions.Server.Port, port);
        }

        var agent = new AgentInvocation(
            core,
            new OperationStart
            {
                SpanName = SpanNames.Of("invoke_agent", start.Agent),
                Kind = start.IsRemote ? ActivityKind.Client : ActivityKind.Internal,
                Tags = tags,
                Context = (start.Options.Parent ?? AgentContext.Current) with { Agent = start.Agent },
                Options = start.Options,
                IsAgent = true,
                HasTotals = true,
                MayAdopt = true,
            },
            start);
        core.Log.Started(EventNames.AgentStarted, LogLevel.Debug, agent.Activity, agent.Context);
        return agent;
    }

    private protected override ContentNames? ContentNames => AgentOtel.ContentNames.Messages;

    private protected override CallFigures Figures => new() { AgentCalls = 1 };

    private protected override void AddTags(Activity span)
    {
        span.SetTag(SemanticConventions.GenAi.Agent.Id, _start.Id);
        span.SetTag(SemanticConventions.GenAi.Agent.Description, _start.Description);
        span.SetTag(SemanticConventions.GenAi.Agent.Version, _start.Version);
        span.SetTag(SemanticConventions.GenAi.Request.Model, _start.Model);
        Totals.AddTo(span);
    }

    private protected override void RecordMetrics(Instruments metrics, double seconds)
    {
        var tags = default(TagList);
        MetricTags.AddContext(ref tags, Context);
        var totals = Totals;
        metrics.AgentInferenceCalls.Record(totals.OwnModelCalls, tags);
        metrics.AgentToolCalls.Record(totals.OwnToolCalls, tags);
        MetricTags.AddError(ref tags, Failure);
        metrics.AgentDuration.Record(seconds, tags);
    }

    private protected override void WriteEvent(EventLog log, double seconds)
    {
        var (name, level, status) = Failure is null
            ? (EventNames.AgentCompleted, LogLevel.Information, Statuses.Completed)
            : (EventNames.AgentFailed, LogLevel.Error, Failure.IsCancellation ? Statuses.Cancelled : Statuses.Failed);
        if (log.IsEnabled(level))
        {
            log.Write(level, name, Ended($"Agent {Context.Agent} {status}", status, seconds).Add(Totals), Context);
        }
    }
}
