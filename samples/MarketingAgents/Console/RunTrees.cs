using System.Collections.Concurrent;
using System.Diagnostics;
using AgentOtel;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace MarketingAgents;

/// <summary>Prints each finished run as a tree, where nothing else shows it.</summary>
internal sealed class RunTrees : BaseProcessor<Activity>
{
    private const int MostTraces = 1000;

    private readonly ConcurrentDictionary<ActivityTraceId, ConcurrentQueue<Activity>> _traces = [];

    public override void OnEnd(Activity data)
    {
        if (data.Source.Name is not (AgentTelemetry.SourceName or MarketingMetrics.Name))
        {
            return;
        }

        if (_traces.Count > MostTraces)
        {
            _traces.Clear();
        }

        var spans = _traces.GetOrAdd(data.TraceId, static _ => []);
        spans.Enqueue(data);
        if (data.OperationName.StartsWith("invoke_workflow ", StringComparison.Ordinal) && _traces.TryRemove(data.TraceId, out _))
        {
            System.Console.WriteLine(RunTree.Draw(data, [.. spans]));
        }
    }
}

internal static class RunTreesServices
{
    public static IServiceCollection AddRunTrees(this IServiceCollection services) =>
        services.ConfigureOpenTelemetryTracerProvider((_, tracing) => tracing.AddProcessor(new RunTrees()));
}
