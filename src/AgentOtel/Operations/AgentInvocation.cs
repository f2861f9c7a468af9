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

    private AgentInvocation(TelemetryCore core, in OperationStart operation, in StartOptions options, in AgentStart start)
        : base(core, operation, options) => _start = start;

    internal static AgentInvocation Start(TelemetryCore core, in AgentStart start, in StartOptions options)
    {
        var tags = new TagList
        {
            { SemanticConventions.GenAi.OperationName, "invoke_agent" },
            { SemanticConventions.GenAi.Agent.Name, start.Agent },
        };
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.ProviderName, start.Provider);
        ServerTags.Add(ref tags, start.ServerAddress, start.ServerPort);
        var agent = new AgentInvocation(
            core,
            new OperationStart
            {
                SpanName = SpanNames.Of("invoke_agent", start.Agent),
                Kind = start.IsRemote ? ActivityKind.Client : ActivityKind.Internal,
                Tags = tags.ToArray(),
                Context = options.Surroundings with { Agent = start.Agent, Tool = null },
                HasContext = true,
                IsAgent = true,
                HasTotals = true,
                MayAdopt = true,
            },
            options,
            start);
        agent.Say(EventNames.AgentStarted, LogLevel.Debug);
        return agent;
    }

    private protected override ContentNames? ContentNames => AgentOtel.ContentNames.Messages;

    private protected override string SpanName => SpanNames.Of("invoke_agent", _start.Agent);

    private protected override CallFigures Figures => new() { AgentCalls = 1 };

    private protected override void AddTags(Activity span)
    {
        span.SetTag(SemanticConventions.GenAi.Agent.Id, _start.Id);
        span.SetTag(SemanticConventions.GenAi.Agent.Description, _start.Description);
        span.SetTag(SemanticConventions.GenAi.Agent.Version, _start.Version);
        span.SetTag(SemanticConventions.GenAi.Request.Model, _start.Model);
        Totals.AddTo(span);
    }

    private protected override void RecordMetrics(TelemetryCore core, double seconds)
    {
        var tags = default(TagList);
        MetricTags.AddContext(ref tags, RecordedContext);
        var totals = Totals;
        core.Metrics.AgentInferenceCalls.Record(totals.OwnModelCalls, tags);
        core.Metrics.AgentToolCalls.Record(totals.OwnToolCalls, tags);
        MetricTags.AddError(ref tags, Failure?.Type);
        core.Metrics.AgentDuration.Record(seconds, tags);
    }

    private protected override void WriteEvent(EventLog log, double seconds)
    {
        var (name, level, status) = Failure is null
            ? (EventNames.AgentCompleted, LogLevel.Information, Statuses.Completed)
            : (EventNames.AgentFailed, LogLevel.Error, Failure.IsCancellation ? Statuses.Cancelled : Statuses.Failed);
        if (log.IsEnabled(level))
        {
            log.Write(level, name, Ended($"Agent {RecordedContext.Agent} {status}", status, seconds).Add(Totals), RecordedContext);
        }
    }
}
