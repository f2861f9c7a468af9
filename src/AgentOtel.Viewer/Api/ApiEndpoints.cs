using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AgentOtel.Viewer.Api;

/// <summary>
/// Maps the API. Its description is made of the handlers' comments: where a request has a body, what is said of the body must come
/// last among the parameters, since each that is no parameter of the address takes its place.
/// </summary>
internal static class ApiEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        // Made now, since it notes when the viewer started.
        endpoints.ServiceProvider.GetRequiredService<StatusReader>();
        var api = endpoints.MapGroup("/api/v1")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        StatusEndpoints.Map(api);
        FileEndpoints.Map(api);
        EventEndpoints.Map(api);
        InsightEndpoints.Map(api);
        TraceEndpoints.Map(api);
        LogEndpoints.Map(api);
        ErrorEndpoints.Map(api);
        CostEndpoints.Map(api);
        MetricEndpoints.Map(api);
        ApiFaults.Guard(api);
        endpoints.MapOpenApi("/api/v1/openapi.json");
    }
}
