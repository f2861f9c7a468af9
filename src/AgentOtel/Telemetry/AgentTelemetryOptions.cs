namespace AgentOtel;

/// <summary>Settings of an <see cref="AgentTelemetry"/>. Read once, when it is made.</summary>
public sealed class AgentTelemetryOptions
{
    /// <summary>
    /// The names of the metrics of model calls. <see langword="null"/>, the default, reads
    /// <c>OTEL_SEMCONV_STABILITY_OPT_IN</c>.
    /// </summary>
    public MetricNaming? MetricNaming { get; set; }

    /// <summary>
    /// Prices a model call; <see langword="null"/>, the default, asks <see cref="PriceTable.Shipped"/>. A cost that the
    /// provider reports wins over it.
    /// </summary>
    public CostCalculator? Cost { get; set; }

    /// <summary>Whether <c>user.id</c> is recorded on spans and logs. Off by default: logs carry a keyed hash of it.</summary>
    public bool RecordUserId { get; set; }

    /// <summary>
    /// The key of <c>agentotel.user.hash</c>. Give every process the same secret to count users across them; without one
    /// a random key is made, and hashes of two processes cannot be compared.
    /// </summary>
    public string? UserHashKey { get; set; }

    /// <summary>The tenants that may be a metric label; any other is counted as <c>other</c>. Empty: no label.</summary>
    public IList<string> MetricTenants { get; } = [];

    /// <summary>The clock; the system's by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
