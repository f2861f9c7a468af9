using AgentOtel;
using AgentOtel.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds AgentOtel to a host, exporters included.</summary>
public static class HostApplicationBuilderExtensions
{
    /// <summary>
    /// Adds the instrumentation, and sends traces, metrics and logs over OTLP. Called twice, or beside
    /// <c>AddOpenTelemetry().AddAgentOtel()</c>, it does nothing more; beside an OTLP exporter of the app's own it adds
    /// none (<see cref="AgentOtelOptions.Export"/>).
    /// </summary>
    /// <param name="builder">The app's builder.</param>
    /// <param name="configure">Changes what the section <c>AgentOtel</c> of the configuration says.</param>
    public static IOpenTelemetryBuilder AddAgentOtel(this IHostApplicationBuilder builder, Action<AgentOtelOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var telemetry = new AgentOtelBuilder(services).AddAgentOtel();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        if (services.Any(service => service.ServiceType == typeof(OtlpPipeline)))
        {
            return telemetry;
        }

        AddConsole(services);
        services.AddSingleton(new OwnExporter(services));
        services.AddSingleton<OtlpPipeline>();
        services.AddSingleton<LossReporter>();
        services.AddOptions<AgentOtelOptions>().Validate<Configuration.IConfiguration>(
            (_, configuration) => !OtlpSettings.Errors(configuration).Any(),
            string.Join(" ", OtlpSettings.Errors(builder.Configuration)));
        services.ConfigureOpenTelemetryTracerProvider((provider, tracing) => provider.GetRequiredService<OtlpPipeline>().AddTo(tracing));
        services.ConfigureOpenTelemetryMeterProvider((provider, metrics) => provider.GetRequiredService<OtlpPipeline>().AddTo(metrics));
        services.ConfigureOpenTelemetryLoggerProvider((provider, logging) => provider.GetRequiredService<OtlpPipeline>().AddTo(logging));
        return telemetry;
    }

    /// <summary>The console in the place of .NET's own provider, if the app has that.</summary>
    private static void AddConsole(IServiceCollection services)
    {
        var console = services.Where(service => service.ServiceType == typeof(ILoggerProvider)
            && service.ImplementationType?.FullName == "Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider").ToList();
        foreach (var service in console)
        {
            services.Remove(service);
        }

        services.TryAddSingleton(_ => new ConsoleOutput(Console.Out, console.Count > 0));
        services.AddSingleton<ILoggerProvider, ConsoleLoggerProvider>();
    }
}
