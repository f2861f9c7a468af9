using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>What every operation needs: the source, the instruments, the logger and the settings.</summary>
internal sealed class TelemetryCore : IDisposable
{
    public const string Name = "AgentOtel";

    private const int MaxDepth = 100;

    private static readonly CostCalculator Shipped = static (in PricedCall call) => PriceTable.Shipped.Price(call);

    private static readonly string? Version = typeof(TelemetryCore).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    public TelemetryCore(AgentTelemetryOptions options, ILogger logger)
    {
        Options = options;
        Time = options.TimeProvider;
        Source = new ActivitySource(new ActivitySourceOptions(Name)
        {
            Version = Version,
            TelemetrySchemaUrl = SemanticConventions.SchemaUrl,
        });
        Meter = new Meter(new MeterOptions(Name)
        {
            Version = Version,
            TelemetrySchemaUrl = SemanticConventions.SchemaUrl,
        });
        var naming = options.MetricNaming
            ?? MetricNamingVariable.Parse(Environment.GetEnvironmentVariable(MetricNamingVariable.Name));
        Metrics = new Instruments(Meter, naming);
        Cost = options.Cost ?? Shipped;
        User = new UserIdentity(options.RecordUserId, options.UserHashKey);
        Log = new EventLog(logger, User);
        Content = new ContentPolicy(options);
        ErrorClassifier = new ErrorClassifier([.. options.ErrorRules, OfBudgets], options.ErrorSeverities);
        Errors = new ErrorRecorder(Metrics.Errors, Log);
        UnpricedModels = new UnpricedModels(Log, Time);
        Budgets = new BudgetLedger(options, Meter, Log, Report);
        Tenants = options.MetricTenants.ToHashSet(StringComparer.Ordinal);
    }

    public AgentTelemetryOptions Options { get; }

    public TimeProvider Time { get; }

    public ActivitySource Source { get; }

    public Meter Meter { get; }

    public Instruments Metrics { get; }

    /// <summary>Prices a call; the table that is shipped unless the app says otherwise.</summary>
    public CostCalculator Cost { get; }

    public UnpricedModels UnpricedModels { get; }

    public BudgetLedger Budgets { get; }

    public EventLog Log { get; }

    public UserIdentity User { get; }

    public ContentPolicy Content { get; }

    public ErrorClassifier ErrorClassifier { get; }

    public ErrorRecorder Errors { get; }

    public HashSet<string> Tenants { get; }

    /// <summary>Whether anybody listens to anything. When not, a start costs this check alone.</summary>
    public bool IsOn => Source.HasListeners() || Budgets.IsOn || Metrics.Enabled || Log.IsOn;

    /// <summary>The tenant as a metric label: bounded by the configured list.</summary>
    public string? MetricTenant(string? tenant) =>
        tenant is null || Tenants.Count == 0 ? null : Tenants.Contains(tenant) ? tenant : "other";

    /// <summary>
    /// Whether a chain of operations must be cut at its root: a loop that forgets to end its handles would otherwise
    /// grow it for ever.
    /// </summary>
    public bool IsTooDeep(OperationNode? parent)
    {
        if (parent is not { Depth: > MaxDepth })
        {
            return false;
        }

        CountDropped("traces", "depth");
        return true;
    }

    /// <summary>A new id for a run, a task or a correlation.</summary>
    public string NewId() => Guid.CreateVersion7(Time.GetUtcNow()).ToString("N");

    public void AddCost(string category, decimal usd, TagList tags, AgentContext context)
    {
        tags.Add(SemanticConventions.AgentOtel.Cost.Category, category);
        MetricTags.AddIfKnown(ref tags, SemanticConventions.AgentOtel.Tenant, MetricTenant(context.Tenant));
        Metrics.Cost.Add((double)usd, tags);
        Budgets.Spend(context, usd, 0, isUnpriced: false);
    }

    /// <summary>A cost that belongs to no handle counts towards the operations under way.</summary>
    public bool AddComputeCost(decimal usd)
    {
        var context = AgentContext.Current;
        var tags = default(TagList);
        MetricTags.AddContext(ref tags, context);
        AddCost("compute", usd, tags, context);
        for (var node = context.Operation; node is not null; node = node.Parent)
        {
            node.Totals?.Add(new CallFigures { CostUsd = usd }, isOwn: true);
        }

        return true;
    }

    /// <summary>Records a failure outside of any operation.</summary>
    public bool RecordError(Exception exception)
    {
        Errors.Record(ErrorClassifier.Classify(exception, ErrorCategories.Internal), exception, AgentContext.Current);
        return true;
    }

    /// <summary>Records an exception that nobody handles.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="where"><c>process</c>, <c>task</c> or <c>request</c> (<c>agentotel.error.unhandled</c>).</param>
    public void RecordUnhandled(Exception exception, string where)
    {
        try
        {
            Errors.RecordUnhandled(ErrorClassifier.Unhandled(exception), exception, where);
        }
        catch (Exception fault)
        {
            // The boundary to a process that may be dying: it must die of its own exception.
            Report(fault, nameof(RecordUnhandled));
        }
    }

    /// <summary>Runs a start; what it throws is reported and gives the handle that does nothing.</summary>
    public TResult Guard<TState, TResult>(in TState state, Func<TelemetryCore, TState, TResult> start, TResult otherwise)
    {
        try
        {
            return start(this, state);
        }
        catch (Exception exception)
        {
            // The boundary to the host: a listener, a sampler or a logging provider may throw.
            Report(exception, "the start of an operation");
            return otherwise;
        }
    }

    public void CountDropped(string signal, string reason, long count = 1) => Metrics.Dropped.Add(
        count,
        new KeyValuePair<string, object?>(SemanticConventions.AgentOtel.Signal, signal),
        new KeyValuePair<string, object?>(SemanticConventions.AgentOtel.Reason, reason));

    /// <summary>The boundary to the host: what goes wrong in telemetry is counted and logged here, and never thrown.</summary>
    public void Report(Exception exception, string where)
    {
        CountDropped("traces", "fault");
        Log.Fault(exception, where);
    }

    private static ErrorClassification? OfBudgets(Exception exception) =>
        exception is BudgetExceededException ? new(ErrorCategories.Budget) : null;

    public void Dispose()
    {
        Budgets.Dispose();
        Source.Dispose();
        Meter.Dispose();
    }
}
