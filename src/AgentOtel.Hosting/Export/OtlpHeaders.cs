namespace AgentOtel.Hosting;

/// <summary>The value of <c>OTEL_EXPORTER_OTLP_HEADERS</c>: pairs parted by commas, their values escaped as in an address.</summary>
internal static class OtlpHeaders
{
    /// <summary>A part that is no pair has no name.</summary>
    public static IEnumerable<(string Name, string Value)> Parse(string? value)
    {
        foreach (var pair in (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            yield return equals < 0 ? ("", pair) : (pair[..equals].Trim(), Uri.UnescapeDataString(pair[(equals + 1)..].Trim()));
        }
    }
}
