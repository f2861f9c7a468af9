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
    /// Adds the instrumentation: the kit, <c>HttpClient</c>, ASP.NET Core, SQL clients, the runtime and the process, the resource,
    /// and the context on spans and logs, redacted before any exporter takes them. It never adds an exporter. Called twice it does
    /// nothing more; what the app itself adds to the same builder, before or after, stays in force.
    /// </summary>
    /// <param name="builder">What <c>services.AddOpenTelemetry()</c> gives.</param>
    public static IOpenTelemetryBuilder AddAgentOtel(this IOpenTelemetryBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (AgentOtelServices.TryAdd(builder.Services))
        {
            builder.WithTracing().WithMetrics().WithLogging(null, Shape);
            AddFirst(builder.Services, static services =>
            {
                services.ConfigureOpenTelemetryTracerProvider(Add);
                services.ConfigureOpenTelemetryTracerProvider(Configure);
                services.ConfigureOpenTelemetryMeterProvider(Add);
                services.ConfigureOpenTelemetryMeterProvider(Configure);
                services.ConfigureOpenTelemetryLoggerProvider(Add);
            });
        }

        return builder;
    }

    /// <summary>
    /// Before what the app registered: redaction comes before its exporters, and what it says of sampler and resource wins.
    /// </summary>
    private static void AddFirst(IServiceCollection services, Action<IServiceCollection> add)
    {
        var before = services.Count;
        add(services);
        for (var i = before; i < services.Count; i++)
        {
            var added = services[i];
            services.RemoveAt(i);
            services.Insert(i - before, added);
        }
    }

    private static void Add(TracerProviderBuilder tracing) => tracing
        .ConfigureResource(AddService)
        .AddSource(AgentTelemetry.SourceName, "Microsoft.AspNetCore", "Npgsql")
        .AddHttpClientInstrumentation()
        .AddSqlClientInstrumentation()
        .AddProcessor(services => ActivatorUtilities.CreateInstance<ContextSpanProcessor>(services));

    private static void Add(MeterProviderBuilder metrics) => metrics
        .ConfigureResource(AddService)
        .AddMeter(
            AgentTelemetry.SourceName, "System.Net.Http", "Microsoft.AspNetCore.*", "System.Runtime", "Npgsql", DiskMetrics.MeterName)
        .AddSqlClientInstrumentation()
        .AddProcessInstrumentation()
        .AddInstrumentation(services => services.GetRequiredService<DiskMetrics>());

    private static void Add(LoggerProviderBuilder logging) => logging
        .ConfigureResource(AddService)
        .AddProcessor(services => ActivatorUtilities.CreateInstance<ContextLogProcessor>(services));

    private static void AddService(ResourceBuilder resource) =>
        resource.AddDetector(static services => services.GetRequiredService<ServiceResource>());

    private static void Shape(OpenTelemetryLoggerOptions options)
    {
        options.IncludeFormattedMessage = true;
        options.IncludeScopes = false;
        options.ParseStateValues = true;
    }

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
