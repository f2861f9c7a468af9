using Microsoft.Extensions.Configuration;

namespace AgentOtel.Hosting;

/// <summary>
/// The exporter's way out. Its requests are not the app's, so they are neither measured nor traced. They go where the configuration
/// says when they are sent: the provider of metrics is made before any hosted service starts (the host's own metrics ask for it), while
/// an embedded viewer knows its ports, and writes them, only then.
/// </summary>
internal sealed class OtlpHandler(IConfiguration configuration, Signal signal) : DelegatingHandler(
    new SocketsHttpHandler { AllowAutoRedirect = false, MeterFactory = new Unobserved(), ActivityHeadersPropagator = null })
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.Send(Address(request), cancellationToken);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.SendAsync(Address(request), cancellationToken);

    private HttpRequestMessage Address(HttpRequestMessage request)
    {
        var settings = OtlpSettings.Read(configuration, signal, TimeSpan.Zero);
        request.RequestUri = new UriBuilder(request.RequestUri!) { Scheme = settings.Endpoint.Scheme, Host = settings.Endpoint.Host, Port = settings.Endpoint.Port }.Uri;
        foreach (var header in settings.Headers?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            var equals = header.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && !request.Headers.Contains(header[..equals].Trim()))
            {
                request.Headers.TryAddWithoutValidation(header[..equals].Trim(), Uri.UnescapeDataString(header[(equals + 1)..].Trim()));
            }
        }

        return request;
    }
}
