using AgentOtel;
using AgentOtel.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OpenTelemetry.Instrumentation.AspNetCore;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds the recording of requests to a host.</summary>
public static class RequestsHostApplicationBuilderExtensions
{
    /// <summary>
    /// Adds OpenTelemetry's instrumentation of ASP.NET Core and completes its server spans, writes an event for each request and gives
    /// it a correlation id. The app must also call <c>AddAgentOtel()</c>. Called twice it does nothing more. A filter and enrich hooks
    /// of the app's own, set by <c>services.Configure&lt;AspNetCoreTraceInstrumentationOptions&gt;()</c>, stay in force; what they put
    /// on a span is redacted.
    /// </summary>
    /// <param name="builder">The app's builder, which is returned.</param>
    /// <param name="configure">Changes what the section <c>AgentOtel:Requests</c> of the configuration says.</param>
    public static TBuilder AddAgentOtelRequests<TBuilder>(this TBuilder builder, Action<AgentOtelRequestOptions>? configure = null)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (!services.Any(service => service.ServiceType == typeof(ScrapeEndpoint)))
        {
            AddOptions(services);
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton<IStartupFilter, RequestsStartupFilter>();
            services.AddSingleton<IPostConfigureOptions<AspNetCoreTraceInstrumentationOptions>, RequestSpanHooks>();
            services.ConfigureOpenTelemetryTracerProvider(static tracing => tracing.AddAspNetCoreInstrumentation());
            services.AddSingleton<ScrapeEndpoint>();
            services.ConfigureOpenTelemetryMeterProvider(
                static (provider, metrics) => provider.GetRequiredService<ScrapeEndpoint>().AddTo(metrics));
        }

        if (configure is not null)
        {
            services.Configure(configure);
        }

        return builder;
    }

    private static void AddOptions(IServiceCollection services)
    {
        services.AddOptions<AgentOtelRequestOptions>()
            .Configure<IConfiguration>(ReplaceDefaults)
            .BindConfiguration(AgentOtelRequestOptions.Section)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<AgentOtelRequestOptions>, RequestOptionsValidator>();
    }

    /// <summary>A list in the configuration, empty or not, stands in the place of the default one; binding would add to it.</summary>
    private static void ReplaceDefaults(AgentOtelRequestOptions options, IConfiguration configuration)
    {
        if (configuration.GetSection($"{AgentOtelRequestOptions.Section}:{nameof(options.ExcludedPaths)}").Exists())
        {
            options.ExcludedPaths.Clear();
        }
    }

    /// <summary>Puts the middleware before all others.</summary>
    private sealed class RequestsStartupFilter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            // With it comes what redacts the spans.
            if (app.ApplicationServices.GetService<Redactor>() is null)
            {
                throw new InvalidOperationException("AddAgentOtelRequests() needs AddAgentOtel(): call builder.AddAgentOtel() too.");
            }

            app.UseMiddleware<RequestMiddleware>();
            next(app);
        };
    }
}
