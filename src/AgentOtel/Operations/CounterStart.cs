using System.Diagnostics;

namespace AgentOtel;

/// <summary>Starts the counters of known names at zero: <c>agentotel.task.retries</c> and <c>agentotel.cost.usd</c>.</summary>
internal static class CounterStart
{
    // The SDK keeps as many label sets an instrument; what is past them would only fill the overflow.
    private const int MaxSeries = 1000;

    public static void Record(TelemetryCore core, KnownNames names)
    {
        var series = 0;
        foreach (var workflow in OrNone(names.Workflows))
        {
            foreach (var task in names.Tasks.Take(MaxSeries))
            {
                var tags = new TagList { { SemanticConventions.AgentOtel.Task.Name, task } };
                MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.WorkflowName, workflow);
                core.Metrics.TaskRetries.Add(0, tags);
            }

            foreach (var agent in OrNone(names.Agents))
            {
                foreach (var model in names.Models)
                {
                    if (++series <= MaxSeries)
                    {
                        StartCost(core, workflow, agent, model);
                    }
                }
            }
        }
    }

    private static void StartCost(TelemetryCore core, string? workflow, string? agent, string model)
    {
        var slash = model.IndexOf('/', StringComparison.Ordinal);
        var tags = new TagList
        {
            { SemanticConventions.GenAi.ProviderName, slash < 0 ? "" : model[..slash] },
            { SemanticConventions.GenAi.Request.Model, model[(slash + 1)..] },
        };
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.Agent.Name, agent);
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.WorkflowName, workflow);
        tags.Add(SemanticConventions.AgentOtel.Cost.Category, "model");
        core.Metrics.Cost.Add(0, tags);
    }

    private static IEnumerable<string?> OrNone(IList<string> names) => names.DefaultIfEmpty<string?>(null);
}
