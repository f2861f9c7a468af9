using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace MarketingAgents;

/// <summary>Hands a campaign to the instance that publishes: <c>PUBLISHER_URL</c>, or this one. The trace goes along.</summary>
internal sealed class Publisher(IHttpClientFactory clients, IServer server)
{
    public async Task PublishAsync(Publication publication, CancellationToken cancellationToken)
    {
        var address = Environment.GetEnvironmentVariable("PUBLISHER_URL") is { Length: > 0 } url
            ? url
            : server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var http = clients.CreateClient();
        using var answer = await http.PostAsJsonAsync(new Uri(new Uri(address), "/publications"), publication, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
