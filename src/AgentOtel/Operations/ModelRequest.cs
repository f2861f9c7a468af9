namespace AgentOtel;

/// <summary>
/// What is asked of a model. What is absent is not recorded. Immutable and thread-safe: make it once and use it for every call
/// that asks the same, which saves the time to name the span again.
/// </summary>
/// <param name="provider">Who serves the model, by the convention's name if it has one: <c>openai</c>, <c>anthropic</c>,
/// <c>aws.bedrock</c>… (<c>gen_ai.provider.name</c>).</param>
/// <param name="model">The model's name, exactly as sent (<c>gen_ai.request.model</c>).</param>
public sealed class ModelRequest(string provider, string? model)
{
    private ModelCallStart? _start;

    /// <summary>Who serves the model.</summary>
    public string Provider { get; } = provider;

    /// <summary>The model's name, exactly as sent.</summary>
    public string? Model { get; } = model;

    /// <summary>The host that is called.</summary>
    public string? ServerAddress { get; init; }

    /// <summary>The port that is called; recorded with <see cref="ServerAddress"/> alone.</summary>
    public int? ServerPort { get; init; }

    /// <summary>Whether the answer comes in chunks. A stream that ends without a finish reason is recorded as cut.</summary>
    public bool Stream { get; init; }

    /// <summary>The most tokens that the answer may have.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>The temperature.</summary>
    public double? Temperature { get; init; }

    /// <summary>Nucleus sampling.</summary>
    public double? TopP { get; init; }

    /// <summary>Top-k sampling.</summary>
    public int? TopK { get; init; }

    /// <summary>The penalty on frequent tokens.</summary>
    public double? FrequencyPenalty { get; init; }

    /// <summary>The penalty on tokens that are present.</summary>
    public double? PresencePenalty { get; init; }

    /// <summary>The seed.</summary>
    public long? Seed { get; init; }

    /// <summary>How many answers are asked for; recorded unless 1.</summary>
    public int? ChoiceCount { get; init; }

    /// <summary>The sequences that end the answer.</summary>
    public IReadOnlyList<string>? StopSequences { get; init; }

    /// <summary>How hard the model is to reason, exactly as sent.</summary>
    public string? ReasoningLevel { get; init; }

    /// <summary>The response that this call carries on.</summary>
    public string? PreviousResponseId { get; init; }

    /// <summary><c>text</c>, <c>json</c>, <c>image</c> or <c>speech</c>.</summary>
    public string? OutputType { get; init; }

    /// <summary>The encodings asked for, of embeddings.</summary>
    public IReadOnlyList<string>? EncodingFormats { get; init; }

    /// <summary>The service tier asked for; it serves pricing.</summary>
    public string? ServiceTier { get; init; }

    internal ModelCallStart StartOf(string operation)
    {
        var start = _start;
        if (start is null || !ReferenceEquals(start.Operation, operation))
        {
            _start = start = new ModelCallStart(operation, this);
        }

        return start;
    }
}
