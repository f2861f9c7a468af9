namespace AgentOtel;

/// <summary>What few answers of models say, apart so that the others need no room for it.</summary>
internal sealed record AnswerDetails
{
    public static AnswerDetails None { get; } = new();

    public BilledUnits Units { get; init; }

    public decimal? CostUsd { get; init; }

    public int? EmbeddingDimensions { get; init; }

    public AnswerDetails Over(AnswerDetails? earlier) => earlier is null ? this : new AnswerDetails
    {
        Units = Units != default ? Units : earlier.Units,
        CostUsd = CostUsd ?? earlier.CostUsd,
        EmbeddingDimensions = EmbeddingDimensions ?? earlier.EmbeddingDimensions,
    };
}
