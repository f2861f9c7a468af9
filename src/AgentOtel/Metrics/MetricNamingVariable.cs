namespace AgentOtel;

/// <summary>Reads <c>OTEL_SEMCONV_STABILITY_OPT_IN</c>: a list parted by commas, of which one value concerns the kit.</summary>
internal static class MetricNamingVariable
{
    public const string Name = "OTEL_SEMCONV_STABILITY_OPT_IN";

    public static MetricNaming FromEnvironment() => Parse(Environment.GetEnvironmentVariable(Name));

    public static MetricNaming Parse(string? value)
    {
        var naming = MetricNaming.Established;
        foreach (var part in (value ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.Equals("gen_ai_latest_experimental/dup", StringComparison.OrdinalIgnoreCase))
            {
                return MetricNaming.Both;
            }

            if (part.Equals("gen_ai_latest_experimental", StringComparison.OrdinalIgnoreCase))
            {
                naming = MetricNaming.Latest;
            }
        }

        return naming;
    }
}
