using System.Net.Http.Headers;
using System.Text.Json;
using AgentOtel.Viewer.Api;

namespace AgentOtel.Viewer.Hosting;

/// <summary>A viewer that another process runs on the ports that this one wanted.</summary>
internal sealed record RunningViewer(Uri Page, Uri Grpc, Uri Http)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Asks whether a viewer answers there; <see langword="null"/> where something else does, or nothing. One that is only just
    /// starting, as where several apps start together, is asked again.
    /// </summary>
    public static async Task<RunningViewer?> FindAsync(Uri page, string? token, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, ActivityHeadersPropagator = null };
        using var client = new HttpClient(handler) { MaxResponseContentBufferSize = 1 << 20 };
        try
        {
            while (true)
            {
                var (isStarting, status) = await AskAsync(client, page, token, deadline.Token).ConfigureAwait(false);
                if (!isStarting)
                {
                    return Read(page, status);
                }

                await Task.Delay(Pause, time, deadline.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    private static async Task<(bool IsStarting, ViewerStatus? Status)> AskAsync(HttpClient client, Uri page, string? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(page, "/api/v1/status"));
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        try
        {
            using var response = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                return (false, null);
            }

            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            var status = JsonSerializer.Deserialize(body, ApiJson.Default.ViewerStatus);
            return (status?.Receivers is { Count: 0 }, status);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError is HttpRequestError.ConnectionError)
        {
            return (true, null);
        }
    }

    private static RunningViewer? Read(Uri page, ViewerStatus? status)
    {
        var grpc = Address("grpc");
        var http = Address("http");
        return grpc is null || http is null ? null : new RunningViewer(page, grpc, http);

        // The port alone is the answer's to name: telemetry goes to the address that was asked, whoever answered there.
        Uri? Address(string protocol) =>
            status?.Receivers?.FirstOrDefault(receiver => receiver?.Protocol == protocol) is { } receiver
            && Uri.TryCreate(receiver.Address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp
                ? new UriBuilder(page.Scheme, page.Host, uri.Port).Uri
                : null;
    }
}
