using System.Globalization;

namespace AgentOtel.Viewer.Telemetry;

/// <summary>Ids as the page, the API and OTLP JSON spell them: lower-case hex.</summary>
internal static class Ids
{
    public static string Hex(UInt128 traceId) => traceId.ToString("x32", CultureInfo.InvariantCulture);

    public static string Hex(ulong spanId) => spanId.ToString("x16", CultureInfo.InvariantCulture);

    public static bool TryTraceId(ReadOnlySpan<char> hex, out UInt128 traceId)
    {
        traceId = default;
        return hex.Length == 32 && UInt128.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out traceId) && traceId != 0;
    }

    public static bool TrySpanId(ReadOnlySpan<char> hex, out ulong spanId)
    {
        spanId = default;
        return hex.Length == 16 && ulong.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out spanId) && spanId != 0;
    }
}
