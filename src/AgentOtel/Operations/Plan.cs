using System.Diagnostics;

namespace AgentOtel;

/// <summary>An agent's planning, where it can be told apart; the model call that plans stands below it.</summary>
public sealed class Plan : AgentOperation
{
    internal static readonly Plan None = new();

    private Plan()
    {
    }

    private Plan(TelemetryCore core, in OperationStart start)
        : base(core, start)
    {
    }

    internal static Plan Start(TelemetryCore core, in StartOptions options)
    {
        var context = options.Parent ?? AgentContext.Current;
        var tags = new TagList { { SemanticConventions.GenAi.OperationName, "plan" } };
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.Agent.Name, context.Agent);
        return new Plan(core, new OperationStart
        {
            SpanName = SpanNames.Of("plan", context.Agent),
            Kind = ActivityKind.Internal,
            Tags = tags,
            Context = context,
            Options = options,
        });
    }

    private protected override ContentNames? ContentNames => AgentOtel.ContentNames.Messages;

    private protected override CallFigures Figures => default;

    private protected override void AddTags(Activity span)
    {
    }

    private protected override void RecordMetrics(Instruments metrics, double seconds)
    {
    }

    private protected override void WriteEvent(EventLog log, double seconds)
    {
    }
}
