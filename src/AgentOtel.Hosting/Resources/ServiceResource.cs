using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry.Resources;

namespace AgentOtel.Hosting;

/// <summary>Says who sends: what the standard variables name already is left alone.</summary>
internal sealed class ServiceResource(
    IConfiguration configuration, IOptions<AgentOtelOptions> settings, IHostEnvironment? environment = null) : IResourceDetector
{
    // One for the process: the three providers must agree.
    private static readonly string InstanceId = Guid.NewGuid().ToString();

    /// <summary>What the service is called, whoever named it.</summary>
    public string? ServiceName => configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } name ? name : OwnName;

    private AgentOtelOptions Options => settings.Value;

    private string? OwnName => Options.ServiceName ?? environment?.ApplicationName ?? Assembly.GetEntryAssembly()?.GetName().Name;

    public Resource Detect()
    {
        var named = (configuration["OTEL_RESOURCE_ATTRIBUTES"] ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(pair => pair.Split('=')[0])
            .ToHashSet(StringComparer.Ordinal);
        if (!string.IsNullOrEmpty(configuration["OTEL_SERVICE_NAME"]))
        {
            named.Add("service.name");
        }

        return new Resource(Attributes().Where(pair => pair.Value is not null && !named.Contains(pair.Key))
            .Select(pair => new KeyValuePair<string, object>(pair.Key, pair.Value!)));
    }

    private IEnumerable<KeyValuePair<string, string?>> Attributes() =>
    [
        new("service.name", OwnName),
        new("service.namespace", Options.ServiceNamespace),
        new("service.version", Options.ServiceVersion ?? AppVersion()),
        new("service.instance.id", InstanceId),
        new("deployment.environment.name", environment?.EnvironmentName.ToLowerInvariant()),
        new("host.name", Environment.MachineName),
    ];

    private static string? AppVersion() => Assembly.GetEntryAssembly()
        ?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
}
