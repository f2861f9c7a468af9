using AgentOtel.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds AgentOtel to a host, exporters included.</summary>
public static class HostApplicationBuilderExtensions
{
    /// <summary>
    /// Adds the instrumentation to <c>services.AddOpenTelemetry()</c>, and sends traces, metrics and logs over OTLP. Called twice,
    /// or beside <c>AddOpenTelemetry().AddAgentOtel()</c>, it does nothing more; beside an OTLP exporter of the app's own it adds
    /// none (<see cref="AgentOtelOptions.Export"/>).
    /// </summary>
    /// <param name="builder">The app's builder, which is returned.</param>
    /// <param name="configure">Changes what the section <c>AgentOtel</c> of the configuration says.</param>
    public static TBuilder AddAgentOtel<TBuilder>(this TBuilder builder, Action<AgentOtelOptions>? configure = null)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddOpenTelemetry().AddAgentOtel();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        if (!services.Any(service => service.ServiceType == typeof(OtlpPipeline)))
        {
            AddConsole(services);
            AddExport(services);
        }

        return builder;
    }

    private static void AddConsole(IServiceCollection services)
    {
        services.AddSingleton<RedactedConsoleFormatter>();
        services.AddSingleton<ConsoleFormatter>(provider => provider.GetRequiredService<RedactedConsoleFormatter>());
        services.AddSingleton<IPostConfigureOptions<ConsoleLoggerOptions>>(
            provider => provider.GetRequiredService<RedactedConsoleFormatter>());
    }

    private static void AddExport(IServiceCollection services)
    {
        services.AddSingleton(new OwnExporter(services));
        services.AddSingleton<IValidateOptions<AgentOtelOptions>>(provider => provider.GetRequiredService<OwnExporter>());
        services.AddSingleton<StartGate>();
        services.AddSingleton<OtlpPipeline>();
        services.AddSingleton<LossReporter>();
        services.AddSingleton<VariableReporter>();
        services.ConfigureOpenTelemetryTracerProvider((provider, tracing) => provider.GetRequiredService<OtlpPipeline>().AddTo(tracing));
        services.ConfigureOpenTelemetryMeterProvider((provider, metrics) => provider.GetRequiredService<OtlpPipeline>().AddTo(metrics));
        services.ConfigureOpenTelemetryLoggerProvider((provider, logging) => provider.GetRequiredService<OtlpPipeline>().AddTo(logging));
    }
}
