namespace AgentOtel.Viewer;

/// <summary>What a model call used, for <see cref="CallPricer"/>. Tokens include their parts: input what was cached, output reasoning.</summary>
/// <param name="Provider">As in <c>gen_ai.provider.name</c>; empty where the sender did not say.</param>
/// <param name="RequestModel">The model asked for, if known.</param>
/// <param name="ResponseModel">The model that answered, if known.</param>
/// <param name="Time">When the call began.</param>
/// <param name="InputTokens">All input tokens.</param>
/// <param name="OutputTokens">All output tokens.</param>
/// <param name="CacheReadTokens">Of the input, those read from a cache.</param>
/// <param name="CacheWriteTokens">Of the input, those written to a cache.</param>
/// <param name="ReasoningTokens">Of the output, those of reasoning.</param>
public readonly record struct ViewedCall(
    string Provider,
    string? RequestModel,
    string? ResponseModel,
    DateTimeOffset Time,
    long? InputTokens,
    long? OutputTokens,
    long? CacheReadTokens,
    long? CacheWriteTokens,
    long? ReasoningTokens);

/// <summary>
/// Prices a model call that came without a cost. The answer, in US dollars, is shown as an estimate and kept apart from what
/// was sent; <see langword="null"/> where there is no price. Called on several threads; what it throws counts as no price.
/// </summary>
public delegate decimal? CallPricer(in ViewedCall call);
