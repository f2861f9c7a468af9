using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;

namespace AgentOtel.Hosting;

/// <summary>
/// Reads the exporter's standard variables from the app's configuration, which holds the environment and whatever the
/// app, or the embedded viewer, set. Certificates are read by the exporter itself, from the environment.
/// </summary>
internal static class OtlpSettings
{
    private const string Prefix = "OTEL_EXPORTER_OTLP_";

    public static OtlpExporterOptions Read(IConfiguration configuration, Signal signal, TimeSpan retryFor)
    {
        var options = new OtlpExporterOptions { Protocol = Protocol(configuration, signal) };
        options.Endpoint = Endpoint(configuration, signal, options.Protocol);
        if (Timeout(configuration, signal) is { } timeout)
        {
            options.TimeoutMilliseconds = timeout;
        }
        else if (retryFor > TimeSpan.Zero)
        {
            // The exporter tries again until its timeout is over.
            options.TimeoutMilliseconds = (int)retryFor.TotalMilliseconds;
        }

        if (Value(configuration, signal, "HEADERS") is { } headers)
        {
            options.Headers = headers;
        }

        if (Value(configuration, signal, "COMPRESSION") is "gzip")
        {
            options.Compression = OtlpExportCompression.GZip;
        }

        return options;
    }

    /// <summary>Whether <c>OTEL_TRACES_EXPORTER</c> and its like leave the signal on.</summary>
    public static bool IsOn(IConfiguration configuration, Signal signal) =>
        configuration[$"OTEL_{signal.Variable}_EXPORTER"] is not "none";

    /// <summary>Whether the exporter must make its own client, with the certificates that the environment names.</summary>
    public static bool HasCertificates { get; } = new[] { "CERTIFICATE", "CLIENT_CERTIFICATE", "CLIENT_KEY" }
        .Any(name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Prefix + name)));

    private static int? Timeout(IConfiguration configuration, Signal signal) =>
        int.TryParse(Value(configuration, signal, "TIMEOUT"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0
            ? milliseconds
            : null;

    /// <summary>What is wrong with the variables, each naming the one to set.</summary>
    public static IEnumerable<string> Errors(IConfiguration configuration)
    {
        foreach (var key in Keys("ENDPOINT"))
        {
            if (configuration[key] is { Length: > 0 } value
                && !(Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            {
                yield return $"{key} must be an address such as http://localhost:4317; it is {value}.";
            }
        }

        foreach (var key in Keys("PROTOCOL"))
        {
            if (configuration[key] is { Length: > 0 } value and not ("grpc" or "http/protobuf"))
            {
                yield return $"{key} must be grpc or http/protobuf; it is {value}.";
            }
        }
    }

    private static IEnumerable<string> Keys(string name) =>
        [Prefix + name, .. new[] { Signal.Traces, Signal.Metrics, Signal.Logs }.Select(signal => $"{Prefix}{signal.Variable}_{name}")];

    private static OtlpExportProtocol Protocol(IConfiguration configuration, Signal signal) =>
        Value(configuration, signal, "PROTOCOL") is "http/protobuf" ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;

    private static Uri Endpoint(IConfiguration configuration, Signal signal, OtlpExportProtocol protocol)
    {
        if (NullIfEmpty(configuration[$"{Prefix}{signal.Variable}_ENDPOINT"]) is { } own)
        {
            return new Uri(own);
        }

        var isHttp = protocol is OtlpExportProtocol.HttpProtobuf;
        var shared = NullIfEmpty(configuration[Prefix + "ENDPOINT"]) ?? (isHttp ? "http://localhost:4318" : "http://localhost:4317");
        return new Uri(isHttp ? $"{shared.TrimEnd('/')}/v1/{signal.Name}" : shared);
    }

    private static string? Value(IConfiguration configuration, Signal signal, string name) =>
        NullIfEmpty(configuration[$"{Prefix}{signal.Variable}_{name}"]) ?? NullIfEmpty(configuration[Prefix + name]);

    private static string? NullIfEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
