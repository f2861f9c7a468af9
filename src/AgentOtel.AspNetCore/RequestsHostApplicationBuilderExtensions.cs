using AgentOtel.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry.Metrics;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds the recording of requests to a host.</summary>
public static class RequestsHostApplicationBuilderExtensions
{
    /// <summary>
    /// Completes the server span of each request, writes its event and gives it a correlation id. The app must also call
    /// <c>AddAgentOtel()</c>. Called twice it does nothing more.
    /// </summary>
    public static IHostApplicationBuilder AddAgentOtelRequests(this IHostApplicationBuilder builder, Action<RequestOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (configure is not null)
        {
            builder.Services.PostConfigure(configure);
        }

        if (builder.Services.Any(service => service.ServiceType == typeof(ScrapeEndpoint)))
        {
            return builder;
        }

        builder.Services.AddOptions<RequestOptions>()
            .Configure<IConfiguration>(ReplaceDefaults)
            .BindConfiguration(RequestOptions.Section)
            .Validate(
                options => options.ExcludedPaths.All(path => path.StartsWith('/')),
                $"{RequestOptions.Section}:{nameof(RequestOptions.ExcludedPaths)} must hold paths that begin with a slash.")
            .Validate(
                options => !string.IsNullOrWhiteSpace(options.CorrelationHeader),
                $"{RequestOptions.Section}:{nameof(RequestOptions.CorrelationHeader)} must be a header's name.")
            .Validate(
                options => options.MaxBodyBytes is >= 1 and <= 1024 * 1024,
                $"{RequestOptions.Section}:{nameof(RequestOptions.MaxBodyBytes)} must be from 1 to 1048576.")
            .Validate(
                options => options.BodyContentTypes.All(type => type.Contains('/', StringComparison.Ordinal)),
                $"{RequestOptions.Section}:{nameof(RequestOptions.BodyContentTypes)} must hold content types, such as application/json.")
            .ValidateOnStart();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ScrapeEndpoint>();
        builder.Services.ConfigureOpenTelemetryMeterProvider((services, metrics) => services.GetRequiredService<ScrapeEndpoint>().AddTo(metrics));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, RequestsStartupFilter>());
        return builder;
    }

    /// <summary>A list in the configuration, empty or not, stands in the place of the default one; binding would add to it.</summary>
    private static void ReplaceDefaults(RequestOptions options, IConfiguration configuration)
    {
        if (configuration.GetSection($"{RequestOptions.Section}:{nameof(RequestOptions.ExcludedPaths)}").Exists())
        {
            options.ExcludedPaths.Clear();
        }
    }

    /// <summary>Puts the middleware before all others.</summary>
    private sealed class RequestsStartupFilter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            if (app.ApplicationServices.GetService<AgentOtel.AgentTelemetry>() is null)
            {
                throw new InvalidOperationException("AddAgentOtelRequests() needs AgentTelemetry: call builder.AddAgentOtel() too.");
            }

            app.UseMiddleware<RequestMiddleware>();
            next(app);
        };
    }
}
