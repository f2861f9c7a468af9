namespace AgentOtel;

/// <summary>One line of a bill: what was called, and what it used.</summary>
/// <param name="Provider">The provider, by the convention's name or the table's.</param>
/// <param name="RequestModel">The model that was asked for.</param>
public readonly record struct UsageRecord(string Provider, string? RequestModel)
{
    /// <summary>The model that answered; it wins.</summary>
    public string? ResponseModel { get; init; }

    /// <summary>The service tier, as the provider names it; absent, <c>default</c>, <c>auto</c> and <c>standard</c> mean none.</summary>
    public string? ServiceTier { get; init; }

    /// <summary>The tokens.</summary>
    public TokenUsage Usage { get; init; }

    /// <summary>What was billed beside tokens.</summary>
    public BilledUnits Units { get; init; }

    /// <summary>When, in any zone.</summary>
    public DateTimeOffset Time { get; init; }
}
