using System.Diagnostics;

namespace AgentOtel;

/// <summary>An agent's planning, where it can be told apart; the model call that plans stands below it.</summary>
public sealed class AgentPlan : AgentOperation
{
    internal static readonly AgentPlan None = new();

    private AgentPlan()
    {
    }

    private AgentPlan(TelemetryCore core, in OperationStart start, in StartOptions options)
        : base(core, start, options)
    {
    }

    internal static AgentPlan Start(TelemetryCore core, in StartOptions options)
    {
        var context = options.Surroundings;
        var tags = new TagList { { SemanticConventions.GenAi.OperationName, "plan" } };
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.Agent.Name, context.Agent);
        return new AgentPlan(
            core,
            new OperationStart
            {
                SpanName = SpanNames.Of("plan", context.Agent),
                Kind = ActivityKind.Internal,
                Tags = tags.ToArray(),
                Context = context,
            },
            options);
    }

    private protected override ContentNames? ContentNames => AgentOtel.ContentNames.Messages;

    private protected override string SpanName => SpanNames.Of("plan", RecordedContext.Agent);

    private protected override CallFigures Figures => default;

    private protected override void AddTags(Activity span)
    {
    }

    private protected override void RecordMetrics(TelemetryCore core, double seconds)
    {
    }

    private protected override void WriteEvent(EventLog log, double seconds)
    {
    }
}
