using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>What every operation needs: the source, the instruments, the event log and the settings as they are used.</summary>
internal sealed class TelemetryCore : IDisposable
{
    public const string Name = "AgentOtel";

    private static readonly CostCalculator Shipped = static (in PricedCall call) => PriceTable.Shipped.Price(call);

    private static readonly string? Version = typeof(TelemetryCore).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    private readonly HashSet<string> _tenants;

    public TelemetryCore(AgentTelemetryOptions options, ILogger logger)
    {
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
        Time = options.TimeProvider;
        Clock = new OperationClock(Time);
        Cost = options.Cost ?? Shipped;
        ComputeUsdPerSecond = options.ComputeUsdPerSecond;
        _tenants = options.MetricTenants.ToHashSet(StringComparer.Ordinal);
        User = new UserIdentity(options.RecordUserId, options.UserHashKey);
        Active = new ActiveOperations(Drops);
        Log = new EventLog(logger, User, Drops);
        Metrics = new Instruments(Meter, options.MetricNaming ?? MetricNamingVariable.FromEnvironment(), Active, Drops);
        Content = new ContentPolicy(
            options.ContentCapture ?? ContentCaptureVariable.FromEnvironment(),
            options.ContentMaxBytes,
            options.ContentUpload,
            options.Redactor);
        ErrorClassifier = new ErrorClassifier([.. options.ErrorRules, OfBudgets], options.ErrorSeverities);
        Errors = new ErrorRecorder(Metrics.Errors, Log);
        UnpricedModels = new UnpricedModels(Log, Time);
        Budgets = new BudgetLedger(options.Budgets, options.BudgetFolder, options.OnBudgetReached, Time, Meter, Log, Report);
    }

    public ActivitySource Source { get; }

    public Meter Meter { get; }

    public Instruments Metrics { get; }

    public DropCounts Drops { get; } = new();

    public ActiveOperations Active { get; }

    public ModelRequests Requests { get; } = new();

    public TimeProvider Time { get; }

    public OperationClock Clock { get; }

    /// <summary>Prices a call; the table that is shipped unless the app says otherwise.</summary>
    public CostCalculator Cost { get; }

    public decimal ComputeUsdPerSecond { get; }

    public UnpricedModels UnpricedModels { get; }

    public BudgetLedger Budgets { get; }

    public EventLog Log { get; }

    public UserIdentity User { get; }

    public ContentPolicy Content { get; }

    public ErrorClassifier ErrorClassifier { get; }

    public ErrorRecorder Errors { get; }

    /// <summary>Whether anybody listens to anything. When not, a start costs this check alone.</summary>
    public bool IsOn => Source.HasListeners() || Budgets.IsOn || Log.IsOn || Metrics.Enabled;

    /// <summary>As <see cref="IsOn"/>, for a model call: what it runs in listens to its figures.</summary>
    public bool IsOnForModelCalls =>
        Source.HasListeners() || Budgets.IsOn || Log.IsOn || Metrics.ModelCallsEnabled || AgentContext.Flowing?.Operation is not null;

    /// <summary>The tenant as a metric label: bounded by the configured list.</summary>
    public string? MetricTenant(string? tenant) =>
        tenant is null || _tenants.Count == 0 ? null : _tenants.Contains(tenant) ? tenant : "other";

    /// <summary>A new id for a run, a task or a correlation.</summary>
    public string NewId() => Guid.CreateVersion7(Time.GetUtcNow()).ToString("N");

    /// <summary>Counts a cost.</summary>
    /// <param name="usd">US dollars.</param>
    /// <param name="tags">What it is of, its category included; the tenant is put behind them.</param>
    /// <param name="context">What it ran in.</param>
    public void AddCost(decimal usd, KeyValuePair<string, object?>[] tags, AgentContext context)
    {
        if (Budgets.IsOn)
        {
            Budgets.Spend(context, usd, 0, isUnpriced: false);
        }

        if (MetricTenant(context.Tenant) is not { } tenant)
        {
            Metrics.Cost.Add((double)usd, tags);
            return;
        }

        var withTenant = new TagList(tags) { { SemanticConventions.AgentOtel.Tenant, tenant } };
        Metrics.Cost.Add((double)usd, withTenant);
    }

    /// <summary>The boundary to the host: what goes wrong in telemetry is counted and logged here, and never thrown.</summary>
    public void Report(Exception exception, string where)
    {
        Drops.Add("traces", "fault");
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
