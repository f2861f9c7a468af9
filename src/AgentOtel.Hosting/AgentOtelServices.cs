using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

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
        services.AddOptions<AgentOtelOptions>().BindConfiguration(AgentOtelOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AgentOtelOptions>, AgentOtelOptionsValidator>();
        services.AddOptions<AgentTelemetryOptions>().Configure<IOptions<AgentOtelOptions>, Redactor, IConfiguration>(Copy);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<TelemetryAccess>();
        services.AddSingleton(provider => new Redactor(provider.GetRequiredService<IOptions<AgentOtelOptions>>().Value.Redaction));
        services.AddSingleton(provider => new RecordReader(
            provider.GetRequiredService<TelemetryAccess>(),
            provider.GetRequiredService<Redactor>(),
            provider.GetRequiredService<IOptions<AgentOtelOptions>>().Value.DroppedScopes,
            provider.GetRequiredService<ServiceResource>().ServiceName));
        services.AddSingleton<ServiceResource>();
        services.AddSingleton<ScopeCapture>();
        services.AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<ScopeCapture>());
        services.AddSingleton<ProcessMetrics>();
        services.AddSingleton<ConfiguredPrices>();
        services.TryAddSingleton(MakeTelemetry);
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, TelemetryHostedService>());
        return true;
    }

    private static AgentTelemetry MakeTelemetry(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<AgentTelemetryOptions>>().Value;
        if (options.Cost is null && ConfiguredPrices.AreNeeded(services.GetRequiredService<IOptions<AgentOtelOptions>>().Value.Prices))
        {
            options.Cost = services.GetRequiredService<ConfiguredPrices>().Price;
        }

        var telemetry = new AgentTelemetry(
            options,
            services.GetService<ILogger<AgentTelemetry>>());
        services.GetRequiredService<TelemetryAccess>().Current = telemetry;
        return telemetry;
    }

    private static void Copy(AgentTelemetryOptions telemetry, IOptions<AgentOtelOptions> options, Redactor redactor, IConfiguration configuration)
    {
        telemetry.Redactor = redactor;
        telemetry.ContentCapture = options.Value.ContentCapture ?? ContentCaptureVariable.Parse(configuration[ContentCaptureVariable.Name]);
        telemetry.ContentMaxBytes = options.Value.ContentMaxBytes;
        foreach (var (category, severity) in options.Value.ErrorSeverities)
        {
            telemetry.ErrorSeverities[category] = severity;
        }

        telemetry.RecordUserId = options.Value.RecordUserId;
        telemetry.UserHashKey = options.Value.UserHashKey;
        telemetry.ComputeUsdPerSecond = options.Value.ComputeUsdPerSecond;
        telemetry.BudgetFolder = options.Value.BudgetFolder;
        foreach (var budget in options.Value.Budgets)
        {
            telemetry.Budgets.Add(budget.ToBudget());
        }

        foreach (var tenant in options.Value.MetricTenants)
        {
            telemetry.MetricTenants.Add(tenant);
        }
    }
}
