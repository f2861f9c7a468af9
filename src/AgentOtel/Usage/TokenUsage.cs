namespace AgentOtel;

/// <summary>
/// The tokens of one model call as the GenAI conventions count them: inclusive totals, and subsets of those totals.
/// A kind that the provider did not report stays <see langword="null"/> and is never recorded; it is not zero.
/// </summary>
/// <remarks>
/// <see cref="InputTokens"/> contains cached reads and writes and every modality; <see cref="OutputTokens"/> contains
/// reasoning and every modality. For a provider that reports the uncached input alone use <see cref="FromExclusive"/>.
/// </remarks>
public readonly record struct TokenUsage
{
    private readonly OptionalCount _inputTokens;
    private readonly OptionalCount _outputTokens;
    private readonly OptionalCount _cacheReadTokens;
    private readonly OptionalCount _cacheWriteTokens;
    private readonly OptionalCount _cacheWriteOneHourTokens;
    private readonly OptionalCount _reasoningTokens;
    private readonly ModalitySplit? _split;

    /// <summary>All input tokens, cached ones included (<c>gen_ai.usage.input_tokens</c>).</summary>
    public long? InputTokens { get => _inputTokens.Value; init => _inputTokens = new(value); }

    /// <summary>All output tokens, reasoning included (<c>gen_ai.usage.output_tokens</c>).</summary>
    public long? OutputTokens { get => _outputTokens.Value; init => _outputTokens = new(value); }

    /// <summary>Input tokens read from the provider's cache; a part of <see cref="InputTokens"/>.</summary>
    public long? CacheReadTokens { get => _cacheReadTokens.Value; init => _cacheReadTokens = new(value); }

    /// <summary>Input tokens written to the provider's cache; a part of <see cref="InputTokens"/>.</summary>
    public long? CacheWriteTokens { get => _cacheWriteTokens.Value; init => _cacheWriteTokens = new(value); }

    /// <summary>
    /// The part of <see cref="CacheWriteTokens"/> that the provider keeps for an hour. The convention has no name for
    /// it: it serves pricing alone.
    /// </summary>
    public long? CacheWriteOneHourTokens { get => _cacheWriteOneHourTokens.Value; init => _cacheWriteOneHourTokens = new(value); }

    /// <summary>Tokens that the model spent on reasoning; a part of <see cref="OutputTokens"/>.</summary>
    public long? ReasoningTokens { get => _reasoningTokens.Value; init => _reasoningTokens = new(value); }

    /// <summary>The split of <see cref="InputTokens"/> by modality.</summary>
    public ModalityTokens Input
    {
        get => _split?.Input ?? default;
        init => _split = value.IsEmpty && _split is null ? null : (_split ?? new()) with { Input = value };
    }

    /// <summary>The split of <see cref="OutputTokens"/> by modality.</summary>
    public ModalityTokens Output
    {
        get => _split?.Output ?? default;
        init => _split = value.IsEmpty && _split is null ? null : (_split ?? new()) with { Output = value };
    }

    /// <summary>The split of <see cref="CacheReadTokens"/> by modality.</summary>
    public ModalityTokens CacheRead
    {
        get => _split?.CacheRead ?? default;
        init => _split = value.IsEmpty && _split is null ? null : (_split ?? new()) with { CacheRead = value };
    }

    /// <summary>Whether nothing at all is known.</summary>
    public bool IsEmpty => !(_inputTokens.IsKnown || _outputTokens.IsKnown || _cacheReadTokens.IsKnown || _cacheWriteTokens.IsKnown
        || _cacheWriteOneHourTokens.IsKnown || _reasoningTokens.IsKnown || HasModalities);

    internal bool HasModalities => _split is { IsEmpty: false };

    /// <summary>
    /// Usage from a provider whose input count leaves cached tokens out, as Anthropic's does: the convention's total is
    /// the sum of the three.
    /// </summary>
    /// <param name="uncachedInputTokens">The input that was neither read from nor written to the cache.</param>
    /// <param name="outputTokens">All output tokens.</param>
    /// <param name="cacheReadTokens">Tokens read from the cache.</param>
    /// <param name="cacheWriteTokens">Tokens written to the cache, for any time.</param>
    /// <param name="cacheWriteOneHourTokens">Those of the written that are kept for an hour.</param>
    public static TokenUsage FromExclusive(
        long uncachedInputTokens,
        long outputTokens,
        long? cacheReadTokens = null,
        long? cacheWriteTokens = null,
        long? cacheWriteOneHourTokens = null) => new()
        {
            InputTokens = uncachedInputTokens + (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0),
            OutputTokens = outputTokens,
            CacheReadTokens = cacheReadTokens,
            CacheWriteTokens = cacheWriteTokens,
            CacheWriteOneHourTokens = cacheWriteOneHourTokens,
        };
}
