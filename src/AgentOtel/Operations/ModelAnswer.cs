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

    /// <summary>What few answers say.</summary>
    public AnswerDetails? Details { get; private set; }

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ref readonly TokenUsage Usage => ref _usage;

    public void Add(in ModelResponse part)
    {
        Id = part.Id ?? Id;
        Model = part.Model ?? Model;
        ServiceTier = part.ServiceTier ?? ServiceTier;
        if (part.FinishReasons is { } reasons)
        {
            Finish(reasons);
        }

        if (!part.Usage.IsEmpty)
        {
            _usage = part.Usage;
        }

        if (part.Details is { } details)
        {
            Details = details.Over(Details);
        }
    }

    public void Finish(IReadOnlyList<string> reasons)
    {
        var array = ArrayOf(reasons);
        FinishReasons = array.Length == 0 ? FinishReasons : array;
    }

    public readonly void AddTo(Activity span)
    {
        span.AddKnown(SemanticConventions.GenAi.Response.Id, Id);
        span.AddKnown(SemanticConventions.GenAi.Response.Model, Model);
        span.AddKnown(SemanticConventions.GenAi.Response.FinishReasons, FinishReasons);
        span.AddKnown(SemanticConventions.GenAi.EmbeddingsDimensionCount, Details?.EmbeddingDimensions);
        UsageTags.AddTo(span, _usage);
    }

    /// <summary>Nearly every answer ends for one of a few reasons: these need no array of their own.</summary>
    private static string[] ArrayOf(IReadOnlyList<string> reasons)
    {
        var only = reasons is string[] array ? array.Length == 1 ? array[0] : null : reasons.Count == 1 ? reasons[0] : null;
        foreach (var single in Single)
        {
            if (single[0] == only)
            {
                return single;
            }
        }

        return [.. reasons];
    }
}
