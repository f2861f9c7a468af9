using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AgentOtel.Viewer.Receiving;

/// <summary>Maps the paths of OTLP/HTTP and OTLP/gRPC. They need a <see cref="Receiver"/> among the services.</summary>
internal static class OtlpEndpoints
{
    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints)
    {
        var receiver = endpoints.ServiceProvider.GetRequiredService<Receiver>();
        var group = endpoints.MapGroup("");
        Map(Signal.Traces, "traces", "trace.v1.TraceService");
        Map(Signal.Logs, "logs", "logs.v1.LogsService");
        Map(Signal.Metrics, "metrics", "metrics.v1.MetricsService");
        group.Map("/v1/{**path}", static context => RefuseAsync(context, Refusal.UnknownPath()));
        group.Map("/opentelemetry.proto.collector.{service}/{method}", static context => RefuseAsync(context, Refusal.UnknownPath()));
        return group;

        void Map(Signal signal, string path, string service)
        {
            group.MapPost($"/v1/{path}", new HttpExport(receiver, signal).HandleAsync);
            group.Map($"/v1/{path}", RefuseMethodAsync);
            group.MapPost($"/opentelemetry.proto.collector.{service}/Export", new GrpcExport(receiver, signal).HandleAsync);
        }
    }

    /// <summary>Refuses a request of any of these paths in its own protocol, for what stands before them. Nothing may have been written.</summary>
    public static Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        if (!GrpcExport.IsGrpc(context))
        {
            return HttpExport.RefuseAsync(context, refusal);
        }

        GrpcExport.Refuse(context, refusal);
        return Task.CompletedTask;
    }

    private static Task RefuseMethodAsync(HttpContext context)
    {
        context.Response.Headers.Allow = HttpMethods.Post;
        return RefuseAsync(context, Refusal.OtherMethod());
    }
}
