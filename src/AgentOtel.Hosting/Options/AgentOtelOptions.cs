using OpenTelemetry.Instrumentation.Http;

namespace AgentOtel.Hosting;

/// <summary>
/// All settings of <c>AddAgentOtel()</c>, those of the kit with them: read from the section <c>AgentOtel</c>, changed in code, and
/// validated when the app starts.
/// </summary>
/// <remarks>
/// <c>OTEL_*</c> variables mean what the specification says, and win over the settings here that say the same.
/// </remarks>
public sealed class AgentOtelOptions : AgentTelemetryOptions
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

    /// <summary>How long the end of the app may wait, in all, until what is left is sent. From 0 to 1 minute.</summary>
    /// <value>5 seconds.</value>
    public TimeSpan FlushTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The hosts that the context may travel to as W3C <c>baggage</c>: <c>agents.example.com</c>, or <c>*.example.com</c>
    /// for all below. To any other host no <c>baggage</c> is sent, not even one that came in.
    /// </summary>
    public IList<string> BaggageHosts { get; } = [];

    /// <summary>
    /// Which outgoing calls have a span, and what is added to it: the filter and the enrich hooks of OpenTelemetry's
    /// instrumentation of <c>HttpClient</c>. What they add is redacted as everything is; what they throw stays in them.
    /// </summary>
    public Action<HttpClientTraceInstrumentationOptions>? HttpClient { get; set; }

    /// <summary>Scopes whose keys stay out of logs.</summary>
    public IList<string> DroppedScopes { get; } = [];

    /// <summary>
    /// What is taken out of everything that is recorded beside the usual. A <see cref="AgentTelemetryOptions.Redactor"/> that is
    /// set in code stands in its place.
    /// </summary>
    public RedactionOptions Redaction { get; } = new();

    /// <summary>Where logs go beside OTLP.</summary>
    public LogsOptions Logs { get; } = new();

    /// <summary>Names that the app knows it will use: their counters start at zero.</summary>
    public KnownNames Known { get; } = new();

    /// <summary>
    /// What the app changes in the shipped prices. A <see cref="AgentTelemetryOptions.Cost"/> that is set in code stands in its
    /// place.
    /// </summary>
    public PricesOptions Prices { get; } = new();
}
