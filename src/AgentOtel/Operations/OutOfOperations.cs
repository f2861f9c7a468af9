using System.Diagnostics;

namespace AgentOtel;

/// <summary>Records what belongs to no handle: a failure outside of any, or what computing cost.</summary>
internal static class OutOfOperations
{
    public static void RecordError(TelemetryCore core, Exception exception)
    {
        try
        {
            var facts = core.ErrorClassifier.Classify(exception, ErrorCategories.Internal);
            core.Errors.Record(facts, exception, AgentContext.Current);
        }
        catch (Exception fault)
        {
            // The boundary to the host: an exception's own members and the app's rules may throw.
            core.Report(fault, nameof(RecordError));
        }
    }

    /// <summary>Records an exception that nobody handles.</summary>
    /// <param name="core">The core.</param>
    /// <param name="exception">The exception.</param>
    /// <param name="where"><c>process</c>, <c>task</c> or <c>request</c> (<c>agentotel.error.unhandled</c>).</param>
    public static void RecordUnhandled(TelemetryCore core, Exception exception, string where)
    {
        try
        {
            core.Errors.RecordUnhandled(core.ErrorClassifier.Unhandled(exception), exception, where);
        }
        catch (Exception fault)
        {
            // The boundary to a process that may be dying: it must die of its own exception.
            core.Report(fault, nameof(RecordUnhandled));
        }
    }

    /// <summary>A cost that belongs to no handle counts towards the operations under way.</summary>
    public static void AddComputeCost(TelemetryCore core, decimal usd)
    {
        if (CostBounds.Accept(core, usd) is null)
        {
            return;
        }

        var context = AgentContext.Current;
        var tags = default(TagList);
        MetricTags.AddContext(ref tags, context);
        tags.Add(SemanticConventions.AgentOtel.Cost.Category, CostTags.Compute);
        core.AddCost(usd, tags.ToArray(), context);
        TotalsChain.AddCost(context.Operation, usd);
    }
}
