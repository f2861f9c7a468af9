using Microsoft.Extensions.Configuration;

namespace AgentOtel.Viewer.Hosting;

/// <summary>The standard variables by which an app is told where its telemetry goes: all that the viewer and the app's exporter share.</summary>
internal static class OtlpEndpoint
{
    private const string Prefix = "OTEL_EXPORTER_OTLP_";

    private static readonly string[] Endpoints = [$"{Prefix}ENDPOINT", $"{Prefix}TRACES_ENDPOINT", $"{Prefix}METRICS_ENDPOINT", $"{Prefix}LOGS_ENDPOINT"];

    public static bool IsConfigured(IConfiguration configuration) => Endpoints.Any(key => !string.IsNullOrWhiteSpace(configuration[key]));

    /// <summary>Points the app's exporters at the address that speaks their protocol.</summary>
    public static void Write(IConfiguration configuration, Uri grpc, Uri http, string? token)
    {
        var isHttp = configuration[$"{Prefix}PROTOCOL"] is "http/protobuf" or "http/json";
        configuration[$"{Prefix}ENDPOINT"] = (isHttp ? http : grpc).ToString().TrimEnd('/');
        var headers = configuration[$"{Prefix}HEADERS"];
        if (token is not null && headers?.Contains("authorization", StringComparison.OrdinalIgnoreCase) is not true)
        {
            var others = string.IsNullOrWhiteSpace(headers) ? "" : $"{headers},";
            configuration[$"{Prefix}HEADERS"] = $"{others}authorization={Uri.EscapeDataString($"Bearer {token}")}";
        }
    }
}
