using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AgentOtel;

public sealed partial class AgentTelemetry
{
    /// <summary>Records a choice between routes.</summary>
    public void RecordRouting(in RoutingDecision decision)
    {
        if (Core.IsOn)
        {
            Decisions.Record(Core, decision);
        }
    }

    /// <summary>Records the result of an evaluation. Call it inside what was evaluated, so that it stands below it.</summary>
    public void RecordEvaluation(in EvaluationResult result)
    {
        if (Core.IsOn)
        {
            Decisions.Record(Core, result);
        }
    }

    /// <summary>
    /// Writes an event of the app's own, as the kit's own are written: with its name as the event's name and the context in
    /// force. <c>agentotel.</c> and <c>gen_ai.</c> are taken.
    /// </summary>
    /// <param name="level">How much it matters.</param>
    /// <param name="name">Its name, of low cardinality: <c>campaign.approved</c>.</param>
    /// <param name="message">What a person reads.</param>
    /// <param name="fields">What is known; absent values are left out.</param>
    public void LogEvent(LogLevel level, string name, string message, params (string Name, object? Value)[] fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        if (Core.Log.IsEnabled(level))
        {
            Core.Log.WriteOwn(level, name, message, fields);
        }
    }

    /// <summary>
    /// Counts a failure that happened outside of any operation, or was handled inside one, and writes its event. An exception
    /// that was recorded before is not recorded again.
    /// </summary>
    public void RecordError(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (Core.IsOn)
        {
            OutOfOperations.RecordError(Core, exception);
        }
    }

    /// <summary>Counts what computing cost that no model or tool reports: a machine, a container, a query.</summary>
    /// <param name="usd">US dollars, from 0 to 1,000,000,000.</param>
    public void RecordComputeCost(decimal usd)
    {
        if (Core.IsOn)
        {
            OutOfOperations.AddComputeCost(Core, usd);
        }
    }

    /// <summary>Starts the counters of names that the app knows at zero. Call it once metrics are listened to.</summary>
    public void Register(KnownNames names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (Core.IsOn)
        {
            CounterStart.Record(Core, names);
        }
    }

    /// <summary>
    /// Refuses what would be spent next, where a budget that counts here is used up: call it before a model call, so that a
    /// loop that runs away ends. What can still be overspent is what the calls in flight cost.
    /// </summary>
    /// <exception cref="BudgetExceededException">The budget is used up for this period.</exception>
    public void EnsureWithinBudget() => Core.Budgets.Ensure(AgentContext.Current);

    /// <summary>
    /// Records an exception that nobody handles, as critical: once, and even where an operation has recorded it as less. Hosts
    /// call it; an app calls <see cref="RecordError"/>.
    /// </summary>
    /// <param name="exception">The exception.</param>
    /// <param name="where"><c>process</c>, <c>task</c> or <c>request</c> (<c>agentotel.error.unhandled</c>).</param>
    internal void RecordUnhandled(Exception exception, string where)
    {
        if (Core.IsOn)
        {
            OutOfOperations.RecordUnhandled(Core, exception, where);
        }
    }

    /// <summary>Sets the context in force on a span of another library.</summary>
    internal void AddContext(Activity span) => ContextTags.AddTo(span, AgentContext.Current, Core.User);

    /// <summary>Adds the context in force to the fields of a log record, as the kit's own events carry it.</summary>
    internal void AddContext(ICollection<KeyValuePair<string, object?>> fields) =>
        ContextTags.AddTo(fields, AgentContext.Current, Core.User);

    /// <summary>Counts telemetry that was cut or lost on its way (<c>agentotel.telemetry.dropped</c>).</summary>
    /// <param name="signal"><c>traces</c>, <c>metrics</c> or <c>logs</c>.</param>
    /// <param name="reason">Why, in a word of low cardinality.</param>
    /// <param name="count">How many items.</param>
    internal void CountDropped(string signal, string reason, long count = 1) => Core.Drops.Add(signal, reason, count);
}
