using AgentOtel;
using AgentOtel.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace OpenTelemetry;

/// <summary>Adds AgentOtel to an app that sets OpenTelemetry up itself.</summary>
public static class OpenTelemetryBuilderExtensions
{
    /// <summary>
    /// Adds the instrumentation: the kit, the signals of <c>System.Net.Http</c>, ASP.NET Core and the runtime, the
    /// resource, and the context on spans and logs. It never adds an exporter. Called twice it does nothing more.
    /// </summary>
    public static IOpenTelemetryBuilder AddAgentOtel(this IOpenTelemetryBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!AgentOtelServices.TryAdd(builder.Services))
        {
            return builder;
        }

        return builder
            .ConfigureResource(resource => resource.AddDetector(ServiceDetector))
            .WithTracing(tracing => tracing
                .AddSource(AgentTelemetry.SourceName, "System.Net.Http", "Microsoft.AspNetCore", "Npgsql")
                .AddProcessor(services => ActivatorUtilities.CreateInstance<ContextSpanProcessor>(services))
                .ConfigureServices(services => services.ConfigureOpenTelemetryTracerProvider(Configure)))
            .WithMetrics(metrics => metrics
                .AddMeter(AgentTelemetry.SourceName, "System.Net.Http", "Microsoft.AspNetCore.*", "System.Runtime", "Npgsql", ProcessMetrics.MeterName)
                .AddInstrumentation(services => services.GetRequiredService<ProcessMetrics>())
                .ConfigureServices(services => services.ConfigureOpenTelemetryMeterProvider(Configure)))
            .WithLogging(
                logging => logging.AddProcessor(services => ActivatorUtilities.CreateInstance<ContextLogProcessor>(services)),
                options =>
                {
                    options.IncludeFormattedMessage = true;
                    options.IncludeScopes = false;
                    options.ParseStateValues = true;
                });
    }

    private static IResourceDetector ServiceDetector(IServiceProvider services) => services.GetRequiredService<ServiceResource>();

    private static void Configure(IServiceProvider services, TracerProviderBuilder tracing)
    {
        var options = services.GetRequiredService<IOptions<AgentOtelOptions>>().Value;
        tracing.AddSource([.. options.Sources]);
        if (services.GetRequiredService<IConfiguration>()["OTEL_TRACES_SAMPLER"] is null)
        {
            tracing.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.SamplingRatio)));
        }
    }

    private static void Configure(IServiceProvider services, MeterProviderBuilder metrics)
    {
        metrics.AddMeter([.. services.GetRequiredService<IOptions<AgentOtelOptions>>().Value.Meters]);
        if (services.GetRequiredService<IConfiguration>()["OTEL_METRICS_EXEMPLAR_FILTER"] is null)
        {
            metrics.SetExemplarFilter(ExemplarFilterType.TraceBased);
        }
    }
}
