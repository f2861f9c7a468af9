using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>Records what has no duration: a routing decision, an evaluation's result.</summary>
internal static class Decisions
{
    public static void Record(TelemetryCore core, in RoutingDecision decision)
    {
        var context = AgentContext.Current;
        var tags = new TagList
        {
            { SemanticConventions.AgentOtel.Routing.Point, decision.Point },
            { SemanticConventions.AgentOtel.Routing.Choice, decision.MetricChoice },
        };
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.WorkflowName, context.Workflow);
        core.Metrics.RoutingDecisions.Add(1, tags);

        if (core.Log.IsEnabled(LogLevel.Information))
        {
            var fields = new EventFields($"{decision.Point}: {decision.Choice}")
                .Add(SemanticConventions.AgentOtel.Routing.Point, decision.Point)
                .Add(SemanticConventions.AgentOtel.Routing.Choice, decision.Choice)
                .Add(SemanticConventions.AgentOtel.Routing.Options, decision.Options?.ToArray())
                .Add(SemanticConventions.AgentOtel.Routing.Reason, decision.Reason)
                .Add(SemanticConventions.AgentOtel.Routing.Confidence, decision.Confidence);
            core.Log.Write(LogLevel.Information, EventNames.RoutingDecided, fields, context);
        }
    }

    public static void Record(TelemetryCore core, in EvaluationResult result)
    {
        var context = AgentContext.Current;
        if (result.Score is { } score)
        {
            var tags = new TagList { { SemanticConventions.GenAi.Evaluation.Name, result.Name } };
            MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.Evaluation.ScoreLabel, result.Label);
            MetricTags.AddContext(ref tags, context);
            core.Metrics.EvaluationScore.Record(score, tags);
        }

        if (core.Log.IsEnabled(LogLevel.Information))
        {
            var fields = new EventFields($"{result.Name}: {result.Label}")
                .Add(SemanticConventions.GenAi.Evaluation.Name, result.Name)
                .Add(SemanticConventions.GenAi.Evaluation.ScoreValue, result.Score)
                .Add(SemanticConventions.GenAi.Evaluation.ScoreLabel, result.Label)
                .Add(SemanticConventions.GenAi.Evaluation.Explanation, result.Explanation)
                .Add(SemanticConventions.GenAi.Response.Id, result.ResponseId);
            core.Log.Write(LogLevel.Information, EventNames.Evaluated, fields, context);
        }
    }
}
