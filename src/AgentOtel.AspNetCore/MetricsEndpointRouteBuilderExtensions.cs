using AgentOtel.AspNetCore;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps an endpoint that Prometheus scrapes.</summary>
public static class MetricsEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Gives all metrics of the app in OpenMetrics, with exemplars, or in Prometheus's text format, as the scraper asks. Names and
    /// labels are those that Prometheus makes of what comes over OTLP. Map it before the app starts. It needs
    /// <c>AddAgentOtelRequests()</c>.
    /// </summary>
    /// <param name="endpoints">The app.</param>
    /// <param name="pattern">Its route.</param>
    /// <returns>The endpoint, to restrict who may ask: <c>RequireHost</c>, <c>RequireAuthorization</c>.</returns>
    /// <exception cref="InvalidOperationException"><c>AddAgentOtelRequests()</c> was not called.</exception>
    public static IEndpointConventionBuilder MapAgentOtelMetrics(this IEndpointRouteBuilder endpoints, string pattern = "/metrics")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var scraping = endpoints.ServiceProvider.GetService<ScrapeEndpoint>()
            ?? throw new InvalidOperationException("MapAgentOtelMetrics() needs a reader of metrics: call builder.AddAgentOtelRequests() before.");
        scraping.IsMapped = true;
        return endpoints.MapGet(pattern, scraping.AnswerAsync);
    }
}
