namespace AgentOtel;

/// <summary>Settings of an <see cref="AgentTelemetry"/>. Read once, when it is made. Hosting's options derive from them.</summary>
public class AgentTelemetryOptions
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

    /// <summary>
    /// What a second of a workflow's run costs in computing, in US dollars; it counts under the category <c>compute</c>. A run
    /// inside another is not counted again.
    /// </summary>
    public decimal ComputeUsdPerSecond { get; set; }

    /// <summary>What may be spent. With a budget, calls are counted even where nobody listens.</summary>
    public IList<Budget> Budgets { get; } = [];

    /// <summary>
    /// Where what was spent is kept over a restart; in memory where absent. Each process takes the first free one of numbered
    /// files there: several processes together are watched by alert rules, not by budgets.
    /// </summary>
    public string? BudgetFolder { get; set; }

    /// <summary>
    /// Called when a budget reaches one of its fractions, once each a period, on the thread that ended the call. What it throws
    /// is reported and stays in the kit.
    /// </summary>
    public Action<BudgetReached>? OnBudgetReached { get; set; }

    /// <summary>Rules of the app's own on what an exception means; the first that answers wins, before any that is built in.</summary>
    public IList<ErrorRule> ErrorRules { get; } = [];

    /// <summary>The severity of a category, where the app does not agree with <c>docs/errors.md</c>.</summary>
    public IDictionary<string, ErrorSeverity> ErrorSeverities { get; } = new Dictionary<string, ErrorSeverity>();

    /// <summary>Takes secrets and personal data out of whatever is recorded.</summary>
    /// <value><see cref="AgentOtel.Redactor.Default"/>.</value>
    public Redactor Redactor { get; set; } = Redactor.Default;

    /// <summary>
    /// Where content is recorded. <see langword="null"/>, the default, reads
    /// <c>OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT</c>, in the spellings of all libraries; without it nowhere.
    /// </summary>
    public ContentCapture? ContentCapture { get; set; }

    /// <summary>The most that each part of content takes, in bytes; at least 1,024.</summary>
    /// <value>32,768.</value>
    public int ContentMaxBytes { get; set; } = 32 * 1024;

    /// <summary>
    /// Takes content to a store of the app's own, whatever <see cref="ContentCapture"/> says and whether or not the span is
    /// sampled; only its reference stands on the span.
    /// </summary>
    public ContentUpload? ContentUpload { get; set; }
}
