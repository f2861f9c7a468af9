namespace AgentOtel;

/// <summary>What a model answered. What is absent is not recorded.</summary>
public readonly record struct ModelResponse
{
    /// <summary>The provider's id of the response.</summary>
    public string? Id { get; init; }

    /// <summary>The model that answered, as the provider names it.</summary>
    public string? Model { get; init; }

    /// <summary>Why each answer ended: <c>stop</c>, <c>length</c>, <c>content_filter</c>, <c>tool_call</c>, <c>error</c>.</summary>
    public IReadOnlyList<string>? FinishReasons { get; init; }

    /// <summary>The tokens.</summary>
    public TokenUsage Usage { get; init; }

    /// <summary>What was billed beside tokens.</summary>
    public BilledUnits Units { get; init; }

    /// <summary>What the provider says that the call cost, in US dollars. It wins over any table.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>The service tier that served the call.</summary>
    public string? ServiceTier { get; init; }

    /// <summary>The number of dimensions, of embeddings.</summary>
    public int? EmbeddingDimensions { get; init; }
}
