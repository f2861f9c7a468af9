using Microsoft.Extensions.Configuration;

namespace AgentOtel.Hosting;

/// <summary>
/// The exporter's way out. Its requests are not the app's, so they are neither measured nor traced. They go where the configuration
/// says when they are sent: the provider of metrics is made before any hosted service starts (the host's own metrics ask for it), while
/// an embedded viewer knows its ports, and writes them, only then.
/// </summary>
internal sealed class OtlpHandler(IConfiguration configuration, Signal signal, RequestRedaction? redaction, HttpMessageHandler inner)
    : DelegatingHandler(inner)
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Address(request);
        redaction?.Apply(request, cancellationToken);
        return base.Send(request, cancellationToken);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Address(request);
        redaction?.Apply(request, cancellationToken);
        return base.SendAsync(request, cancellationToken);
    }

    private void Address(HttpRequestMessage request)
    {
        var endpoint = OtlpSettings.Endpoint(configuration, signal);
        request.RequestUri = new UriBuilder(request.RequestUri!)
        {
            Scheme = endpoint.Scheme,
            Host = endpoint.Host,
            Port = endpoint.Port,
        }.Uri;
        foreach (var (name, value) in OtlpSettings.Headers(configuration, signal))
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
