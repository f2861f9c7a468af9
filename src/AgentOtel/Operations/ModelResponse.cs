namespace AgentOtel;

/// <summary>What a model answered. What is absent is not recorded.</summary>
public readonly record struct ModelResponse
{
    private readonly AnswerDetails? _details;

    /// <summary>The provider's id of the response.</summary>
    public string? Id { get; init; }

    /// <summary>The model that answered, as the provider names it.</summary>
    public string? Model { get; init; }

    /// <summary>Why each answer ended: <c>stop</c>, <c>length</c>, <c>content_filter</c>, <c>tool_call</c>, <c>error</c>.</summary>
    public IReadOnlyList<string>? FinishReasons { get; init; }

    /// <summary>The tokens.</summary>
    public TokenUsage Usage { get; init; }

    /// <summary>What was billed beside tokens.</summary>
    public BilledUnits Units { get => Known.Units; init => _details = Known with { Units = value }; }

    /// <summary>What the provider says that the call cost, in US dollars. It wins over any table.</summary>
    public decimal? CostUsd { get => Known.CostUsd; init => _details = Known with { CostUsd = value }; }

    /// <summary>The service tier that served the call.</summary>
    public string? ServiceTier { get; init; }

    /// <summary>The number of dimensions, of embeddings.</summary>
    public int? EmbeddingDimensions { get => Known.EmbeddingDimensions; init => _details = Known with { EmbeddingDimensions = value }; }

    internal AnswerDetails? Details => _details;

    private AnswerDetails Known => _details ?? AnswerDetails.None;
}
