using AgentOtel.Tests.Otlp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentOtel.Hosting.Tests;

/// <summary>A host with AgentOtel, as an app builds it, that sends to a receiver.</summary>
internal static class TestHost
{
    public static HostApplicationBuilder Builder(OtlpReceiver? receiver = null, params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            DisableDefaults = true,
            ApplicationName = "test-app",
            EnvironmentName = "Testing",
        });
        if (receiver is not null)
        {
            builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Http.AbsoluteUri;
            builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        }

        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        return builder;
    }

    public static async Task RunAsync(this HostApplicationBuilder builder, Func<IServiceProvider, Task> body)
    {
        using var host = builder.Build();
        await host.StartAsync();
        await body(host.Services);
        await host.StopAsync();
    }

    public static Task RunAsync(this HostApplicationBuilder builder, Action<IServiceProvider> body) => builder.RunAsync(services =>
    {
        body(services);
        return Task.CompletedTask;
    });

    public static AgentTelemetry Telemetry(this IServiceProvider services) => services.GetRequiredService<AgentTelemetry>();

    public static ILogger Logger(this IServiceProvider services, string category = "Test.Category") =>
        services.GetRequiredService<ILoggerFactory>().CreateLogger(category);
}
