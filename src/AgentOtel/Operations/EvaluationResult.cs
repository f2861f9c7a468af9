namespace AgentOtel;

/// <summary>The result of an evaluation (<c>gen_ai.evaluation.result</c>).</summary>
/// <param name="Name">What was evaluated, of low cardinality: <c>Relevance</c>.</param>
public readonly record struct EvaluationResult(string Name)
{
    /// <summary>The score.</summary>
    public double? Score { get; init; }

    /// <summary>The score in a word, of low cardinality: <c>pass</c>.</summary>
    public string? Label { get; init; }

    /// <summary>Why; kept to the log event.</summary>
    public string? Explanation { get; init; }

    /// <summary>The response that was evaluated.</summary>
    public string? ResponseId { get; init; }
}
