using System.Runtime.CompilerServices;

namespace AgentOtel;

/// <summary>What decides the price of one model call.</summary>
public readonly record struct PricedCall
{
    private readonly StrongBox<BilledUnits>? _units;

    /// <summary>The provider (<c>gen_ai.provider.name</c>).</summary>
    public string Provider { get; init; }

    /// <summary>The model that was asked for.</summary>
    public string? RequestModel { get; init; }

    /// <summary>The model that answered; it decides the price where it is known.</summary>
    public string? ResponseModel { get; init; }

    /// <summary>The service tier that served the call, as the provider names it.</summary>
    public string? ServiceTier { get; init; }

    /// <summary>The tokens.</summary>
    public TokenUsage Usage { get; init; }

    /// <summary>What was billed beside tokens.</summary>
    public BilledUnits Units { get => _units?.Value ?? default; init => _units = value == default ? null : new(value); }

    /// <summary>When the call started.</summary>
    public DateTimeOffset Time { get; init; }
}
