namespace AgentOtel.Hosting;

/// <summary>Settings of <c>AddAgentOtel()</c>, read from the section <c>AgentOtel</c> and validated when the app starts.</summary>
/// <remarks>
/// <c>OTEL_*</c> variables mean what the specification says, and win over the settings here that say the same.
/// </remarks>
public sealed class AgentOtelOptions
{
    /// <summary>The section of the configuration that the settings are read from.</summary>
    public const string Section = "AgentOtel";

    /// <summary>The service's name; the app's if absent. <c>OTEL_SERVICE_NAME</c> wins.</summary>
    public string? ServiceName { get; set; }

    /// <summary>What the service belongs to (<c>service.namespace</c>).</summary>
    public string? ServiceNamespace { get; set; }

    /// <summary>The service's version; that of the app's assembly if absent.</summary>
    public string? ServiceVersion { get; set; }

    /// <summary>Further activity sources to record, of the app or its libraries. <c>*</c> stands for any characters.</summary>
    public IList<string> Sources { get; } = [];

    /// <summary>Further meters to record, of the app or its libraries. <c>*</c> stands for any characters.</summary>
    public IList<string> Meters { get; } = [];

    /// <summary>The part of the traces that begin here to record, from 0 to 1. <c>OTEL_TRACES_SAMPLER</c> wins.</summary>
    /// <value>1: all.</value>
    public double SamplingRatio { get; set; } = 1;

    /// <summary>
    /// Whether to export over OTLP. <see langword="null"/>, the default, exports unless the app has an OTLP exporter of
    /// its own.
    /// </summary>
    public bool? Export { get; set; }

    /// <summary>
    /// How long a batch that could not be sent is tried again, from memory. From 0 to 5 minutes; 0 drops it at once.
    /// <c>OTEL_EXPORTER_OTLP_TIMEOUT</c> wins.
    /// </summary>
    /// <value>30 seconds.</value>
    public TimeSpan RetryFor { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the end of the app may wait until what is left is sent. From 0 to 1 minute.</summary>
    /// <value>5 seconds.</value>
    public TimeSpan FlushTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The hosts that the context may travel to as W3C <c>baggage</c>: <c>agents.example.com</c>, or <c>*.example.com</c>
    /// for all below. To any other host no <c>baggage</c> is sent, not even one that came in.
    /// </summary>
    public IList<string> BaggageHosts { get; } = [];

    /// <summary>Whether <c>user.id</c> is recorded on spans and logs. Off by default: logs carry a keyed hash of it.</summary>
    public bool RecordUserId { get; set; }

    /// <summary>The key of that hash, at least 16 characters: the same in every process that is to be counted together.</summary>
    public string? UserHashKey { get; set; }

    /// <summary>The tenants that may be a metric label; any other is counted as <c>other</c>. Empty: no label.</summary>
    public IList<string> MetricTenants { get; } = [];

    /// <summary>Scopes whose keys stay out of logs.</summary>
    public IList<string> DroppedScopes { get; } = [];

    /// <summary>What is taken out of everything that is recorded.</summary>
    public RedactionOptions Redaction { get; } = new();

    /// <summary>
    /// Where the content of messages, tool arguments and results is recorded. <see langword="null"/>, the default, reads
    /// <c>OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT</c>; without it nowhere.
    /// </summary>
    public ContentCapture? ContentCapture { get; set; }

    /// <summary>The most that each part of content takes, in bytes; at least 1,024.</summary>
    /// <value>32,768.</value>
    public int ContentMaxBytes { get; set; } = 32 * 1024;

    /// <summary>The severity of a category of errors, where the app does not agree with <c>docs/errors.md</c>.</summary>
    public IDictionary<string, ErrorSeverity> ErrorSeverities { get; } = new Dictionary<string, ErrorSeverity>();

    /// <summary>Where logs go beside OTLP.</summary>
    public LogsOptions Logs { get; } = new();

    /// <summary>Names that the app knows it will use: their counters start at zero.</summary>
    public KnownNames Known { get; } = new();

    /// <summary>What the app changes in the shipped prices.</summary>
    public PricesOptions Prices { get; } = new();

    /// <summary>What a second of a workflow's run costs in computing, in US dollars.</summary>
    public decimal ComputeUsdPerSecond { get; set; }

    /// <summary>What may be spent.</summary>
    public IList<BudgetOptions> Budgets { get; } = [];

    /// <summary>The folder that keeps what was spent over a restart; in memory where absent.</summary>
    public string? BudgetFolder { get; set; }
}
