using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry.Instrumentation.Http;

namespace AgentOtel.Hosting;

/// <summary>The services that both ways of adding AgentOtel share, each registered once.</summary>
internal static class AgentOtelServices
{
    /// <returns>Whether this was the first time.</returns>
    public static bool TryAdd(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(TelemetryAccess)))
        {
            return false;
        }

        ContextPropagator.Install();
        AddOptions(services);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<TelemetryAccess>();
        services.AddSingleton(MakeRedactor);
        services.AddSingleton(MakeReader);
        services.AddSingleton<ServiceResource>();
        services.AddSingleton<ScopeCapture>();
        services.AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<ScopeCapture>());
        services.AddSingleton(typeof(GuardedLogger<>));
        services.AddSingleton<DiskMetrics>();
        services.AddSingleton<ConfiguredPrices>();
        services.AddSingleton<TelemetryEnd>();
        services.TryAddSingleton(MakeTelemetry);
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, TelemetryHostedService>());
        return true;
    }

    private static void AddOptions(IServiceCollection services)
    {
        services.AddOptions<AgentOtelOptions>()
            .BindConfiguration(AgentOtelOptions.Section)
            .PostConfigure<IConfiguration, TimeProvider>(Complete)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<AgentOtelOptions>, AgentOtelOptionsValidator>();
        services.AddOptions<HttpClientTraceInstrumentationOptions>()
            .Configure<IOptions<AgentOtelOptions>>((http, options) => options.Value.HttpClient?.Invoke(http));
    }

    /// <summary>
    /// What was not set comes from the standard variables, which stand in the app's configuration, and from the container.
    /// </summary>
    private static void Complete(AgentOtelOptions options, IConfiguration configuration, TimeProvider time)
    {
        options.ContentCapture ??= ContentCaptureVariable.Parse(configuration[ContentCaptureVariable.Name]);
        options.MetricNaming ??= MetricNamingVariable.Parse(configuration[MetricNamingVariable.Name]);
        options.TimeProvider = ReferenceEquals(options.TimeProvider, TimeProvider.System) ? time : options.TimeProvider;
    }

    private static Redactor MakeRedactor(IServiceProvider services)
    {
        var options = Options(services);
        return ReferenceEquals(options.Redactor, Redactor.Default) ? new Redactor(options.Redaction) : options.Redactor;
    }

    private static RecordReader MakeReader(IServiceProvider services) => new(
        services.GetRequiredService<TelemetryAccess>(),
        services.GetRequiredService<Redactor>(),
        Options(services).DroppedScopes,
        services.GetRequiredService<ServiceResource>().ServiceName);

    private static AgentTelemetry MakeTelemetry(IServiceProvider services)
    {
        var options = Options(services);
        options.Redactor = services.GetRequiredService<Redactor>();
        if (options.Cost is null && ConfiguredPrices.AreNeeded(options.Prices))
        {
            options.Cost = services.GetRequiredService<ConfiguredPrices>().Price;
        }

        var telemetry = new AgentTelemetry(options, services.GetService<ILogger<AgentTelemetry>>());
        services.GetRequiredService<TelemetryAccess>().Current = telemetry;
        return telemetry;
    }

    private static AgentOtelOptions Options(IServiceProvider services) => services.GetRequiredService<IOptions<AgentOtelOptions>>().Value;
}
