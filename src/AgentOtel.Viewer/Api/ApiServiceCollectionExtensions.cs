using AgentOtel.Viewer.Queries;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AgentOtel.Viewer.Api;

/// <summary>What the API needs.</summary>
internal static class ApiServiceCollectionExtensions
{
    /// <summary>Beside it the store, the options and the clock must be there.</summary>
    public static IServiceCollection AddViewerApi(this IServiceCollection services)
    {
        services.AddSingleton<ReadSessions>();
        services.AddSingleton<ErrorMarks>();
        services.AddSingleton<ChangeStream>();
        services.AddSingleton<StatusReader>();
        services.AddSingleton(static provider => new IssueLink(provider.GetRequiredService<ViewerOptions>().IssueLink));
        services.ConfigureHttpJsonOptions(static json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            json.SerializerOptions.PropertyNamingPolicy = ApiJson.Default.Options.PropertyNamingPolicy;
            json.SerializerOptions.DefaultIgnoreCondition = ApiJson.Default.Options.DefaultIgnoreCondition;
            json.SerializerOptions.NumberHandling = ApiJson.Default.Options.NumberHandling;
            json.SerializerOptions.MaxDepth = ApiJson.Default.Options.MaxDepth;
        });
        services.Configure<RouteHandlerOptions>(static routes => routes.ThrowOnBadRequest = true);
        services.AddOpenApi(ApiDocument.Name, ApiDocument.Configure);
        return services;
    }
}
