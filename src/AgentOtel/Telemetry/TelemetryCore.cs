using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>What every operation needs: the source, the instruments, the logger and the settings.</summary>
internal sealed class TelemetryCore : IDisposable
{
    public const string Name = "AgentOtel";

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
        Log = new EventLog(logger, new UserIdentity(options.RecordUserId, options.UserHashKey));
        Tenants = options.MetricTenants.ToHashSet(StringComparer.Ordinal);
    }

    public AgentTelemetryOptions Options { get; }

    public TimeProvider Time { get; }

    public ActivitySource Source { get; }

    public Meter Meter { get; }

    public Instruments Metrics { get; }

    public EventLog Log { get; }

    public HashSet<string> Tenants { get; }

    /// <summary>Whether anybody listens to anything. When not, a start costs this check alone.</summary>
    public bool IsOn => Source.HasListeners() || Metrics.Enabled || Log.IsOn;

    /// <summary>The tenant as a metric label: bounded by the configured list.</summary>
    public string? MetricTenant(string? tenant) =>
        tenant is null || Tenants.Count == 0 ? null : Tenants.Contains(tenant) ? tenant : "other";

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

    public void Dispose()
    {
        Source.Dispose();
        Meter.Dispose();
    }
}
