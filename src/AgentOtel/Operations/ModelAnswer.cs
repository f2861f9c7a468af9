using System.Diagnostics;

namespace AgentOtel;

/// <summary>What is known of a call's answer so far. What a later part says replaces what an earlier one said.</summary>
internal struct ModelAnswer
{
    private static readonly string[][] Single =
        [["stop"], ["length"], ["content_filter"], ["tool_call"], ["tool_calls"], ["end_turn"], ["error"]];

    private TokenUsage _usage;

    public string? Id { get; private set; }

    public string? Model { get; private set; }

    public string[]? FinishReasons { get; private set; }

    public string? ServiceTier { get; private set; }

    public int? EmbeddingDimensions { get; private set; }

    public decimal? CostUsd { get; private set; }

    public BilledUnits Units { get; private set; }

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ref readonly TokenUsage Usage => ref _usage;

    public void Add(in ModelResponse part)
    {
        Id = part.Id ?? Id;
        Model = part.Model ?? Model;
        ServiceTier = part.ServiceTier ?? ServiceTier;
        EmbeddingDimensions = part.EmbeddingDimensions ?? EmbeddingDimensions;
        CostUsd = part.CostUsd ?? CostUsd;
        if (part.FinishReasons is { Count: > 0 } reasons)
        {
            FinishReasons = ArrayOf(reasons);
        }

        if (!part.Usage.IsEmpty)
        {
            _usage = part.Usage;
        }

        if (part.Units != default)
        {
            Units = part.Units;
        }
    }

    public void Finish(string reason) => FinishReasons = ArrayOf([reason]);

    public readonly void AddTo(Activity span)
    {
        span.AddKnown(SemanticConventions.GenAi.Response.Id, Id);
        span.AddKnown(SemanticConventions.GenAi.Response.Model, Model);
        span.AddKnown(SemanticConventions.GenAi.Response.FinishReasons, FinishReasons);
        span.AddKnown(SemanticConventions.GenAi.EmbeddingsDimensionCount, EmbeddingDimensions);
        UsageTags.AddTo(span, _usage);
    }

    /// <summary>Nearly every answer ends for one of a few reasons: these need no array of their own.</summary>
    private static string[] ArrayOf(IReadOnlyList<string> reasons)
    {
        if (reasons.Count == 1)
        {
            foreach (var single in Single)
            {
                if (single[0] == reasons[0])
                {
                    return single;
                }
            }
        }

        return [.. reasons];
    }
}
