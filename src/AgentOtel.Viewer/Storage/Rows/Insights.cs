using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Storage.Rows;

/// <summary>Reads decisions and scores from the events that tell of them.</summary>
internal static class Insights
{
    public static DecisionRow? Decision(Attributes attributes, AttributeJson json)
    {
        if (!attributes.TryGetText("agentotel.routing.point", out var point) || !attributes.TryGetText("agentotel.routing.choice", out var choice))
        {
            return null;
        }

        var options = attributes["agentotel.routing.options"];
        return new DecisionRow(
            attributes["gen_ai.workflow.name"].AsText(),
            point,
            choice,
            attributes["agentotel.routing.reason"].AsText(),
            attributes["agentotel.routing.confidence"].AsReal(),
            options.IsEmpty ? null : json.Value(options));
    }

    public static EvaluationRow? Evaluation(Attributes attributes) => !attributes.TryGetText("gen_ai.evaluation.name", out var name)
        ? null
        : new EvaluationRow(
            attributes["gen_ai.workflow.name"].AsText(),
            attributes["gen_ai.agent.name"].AsText(),
            name,
            attributes["gen_ai.evaluation.score.value"].AsReal(),
            attributes["gen_ai.evaluation.score.label"].AsText(),
            attributes["gen_ai.evaluation.explanation"].AsText());
}
