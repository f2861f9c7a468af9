using Microsoft.Extensions.Configuration;

namespace AgentOtel.Hosting;

/// <summary>
/// Sends where the configuration says when something is sent. The provider of metrics is made before any hosted service starts (the
/// host's own metrics ask for it), while an embedded viewer knows its ports, and writes them, only then.
/// </summary>
internal sealed class LateEndpoint(IConfiguration configuration, Signal signal) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.Send(Redirect(request), cancellationToken);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.SendAsync(Redirect(request), cancellationToken);

    private HttpRequestMessage Redirect(HttpRequestMessage request)
    {
        var settings = OtlpSettings.Read(configuration, signal, TimeSpan.Zero);
        request.RequestUri = new UriBuilder(request.RequestUri!) { Scheme = settings.Endpoint.Scheme, Host = settings.Endpoint.Host, Port = settings.Endpoint.Port }.Uri;
        foreach (var header in settings.Headers?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            var (name, value) = header.IndexOf('=') is > 0 and var equals ? (header[..equals].Trim(), header[(equals + 1)..].Trim()) : ("", "");
            if (name.Length > 0 && !request.Headers.Contains(name))
            {
                request.Headers.TryAddWithoutValidation(name, Uri.UnescapeDataString(value));
            }
        }

        return request;
    }
}
