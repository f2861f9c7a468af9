using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;

namespace AgentOtel.Hosting;

/// <summary>
/// Reads the exporter's standard variables from the app's configuration, which holds the environment and whatever the
/// app, or the embedded viewer, set. A variable of one signal wins over that of all. Certificates are read by the exporter itself,
/// from the environment.
/// </summary>
internal static class OtlpSettings
{
    private const int DefaultTimeoutMilliseconds = 10_000;

    /// <summary>Everything is set: what is not would be read from the environment alone. Headers go on with each request.</summary>
    public static OtlpExporterOptions Read(IConfiguration configuration, Signal signal, TimeSpan retryFor)
    {
        var protocol = Protocol(configuration, signal);
        return new OtlpExporterOptions
        {
            Protocol = protocol,
            Endpoint = Endpoint(configuration, signal, protocol),
            TimeoutMilliseconds = Timeout(configuration, signal, retryFor),
            Headers = null,
            Compression = IsCompressed(configuration, signal) ? OtlpExportCompression.GZip : OtlpExportCompression.None,
        };
    }

    /// <summary>Where requests go now.</summary>
    public static Uri Endpoint(IConfiguration configuration, Signal signal) =>
        Endpoint(configuration, signal, Protocol(configuration, signal));

    public static IEnumerable<(string Name, string Value)> Headers(IConfiguration configuration, Signal signal) =>
        OtlpHeaders.Parse(Value(configuration, signal, StandardVariables.Headers));

    /// <summary>Whether <c>OTEL_TRACES_EXPORTER</c> and its like leave the signal on.</summary>
    public static bool IsOn(IConfiguration configuration, Signal signal) =>
        configuration[$"OTEL_{signal.Variable}_EXPORTER"] is not "none";

    private static OtlpExportProtocol Protocol(IConfiguration configuration, Signal signal) =>
        Value(configuration, signal, StandardVariables.Protocol) is "http/protobuf"
            ? OtlpExportProtocol.HttpProtobuf
            : OtlpExportProtocol.Grpc;

    private static bool IsCompressed(IConfiguration configuration, Signal signal) =>
        "gzip".Equals(Value(configuration, signal, StandardVariables.Compression)?.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>The exporter tries again until its timeout is over.</summary>
    private static int Timeout(IConfiguration configuration, Signal signal, TimeSpan retryFor) =>
        Value(configuration, signal, StandardVariables.Timeout) is { } timeout ? int.Parse(timeout, CultureInfo.InvariantCulture)
        : retryFor > TimeSpan.Zero ? (int)retryFor.TotalMilliseconds
        : DefaultTimeoutMilliseconds;

    private static Uri Endpoint(IConfiguration configuration, Signal signal, OtlpExportProtocol protocol)
    {
        if (StandardVariables.Endpoint(signal).Read(configuration) is { } own)
        {
            return new Uri(own);
        }

        var isHttp = protocol is OtlpExportProtocol.HttpProtobuf;
        var shared = StandardVariables.Endpoint(null).Read(configuration) ?? (isHttp ? "http://localhost:4318" : "http://localhost:4317");
        return new Uri(isHttp ? $"{shared.TrimEnd('/')}/v1/{signal.Name}" : shared);
    }

    private static string? Value(IConfiguration configuration, Signal signal, Func<Signal?, StandardVariable> variable) =>
        variable(signal).Read(configuration) ?? variable(null).Read(configuration);
}
