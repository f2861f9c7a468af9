using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;

namespace AgentOtel.Hosting;

/// <summary>The HTTP clients of the exporters.</summary>
internal sealed class OtlpClients(IConfiguration configuration, RequestRedaction redaction)
{
    private static readonly bool HasCertificates = new[] { "CERTIFICATE", "CLIENT_CERTIFICATE", "CLIENT_KEY" }
        .Any(name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable($"OTEL_EXPORTER_OTLP_{name}")));

    /// <summary>Makes the exporter of a signal send through a client of ours.</summary>
    public void Use(OtlpExporterOptions options, Signal signal)
    {
        var makeSecure = options.HttpClientFactory;
        options.HttpClientFactory = () => new HttpClient(new OtlpHandler(
            configuration, signal, signal == Signal.Traces ? redaction : null, Inner(makeSecure)))
        {
            Timeout = TimeSpan.FromMilliseconds(options.TimeoutMilliseconds),
        };
    }

    private static HttpMessageHandler Inner(Func<HttpClient> makeSecure) => HasCertificates
        ? new SecureClientHandler(makeSecure())
        : new SocketsHttpHandler { AllowAutoRedirect = false, MeterFactory = new Unobserved(), ActivityHeadersPropagator = null };
}
