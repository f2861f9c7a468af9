using System.Diagnostics.Metrics;

namespace AgentOtel;

/// <summary>
/// The instruments of model calls under the established names, the latest ones, or both; an instrument that the naming
/// leaves out is absent. Embeddings and retrieval keep <see cref="OperationDuration"/> in every naming.
/// </summary>
internal sealed class ModelCallInstruments
{
    public ModelCallInstruments(Meter meter, MetricNaming naming)
    {
        Naming = naming;
        OperationDuration = meter.CreateHistogram(MetricNames.OperationDuration, "s", "Duration of a GenAI client's operation.", advice: Buckets.ClientSeconds);
        CacheReadTokens = meter.CreateCounter<long>(MetricNames.InferenceCacheReadTokens, "{token}", "Input tokens read from the provider's cache; a part of the input.");
        CacheWriteTokens = meter.CreateCounter<long>(MetricNames.InferenceCacheWriteTokens, "{token}", "Input tokens written to the provider's cache; a part of the input.");
        ReasoningTokens = meter.CreateCounter<long>(MetricNames.InferenceReasoningTokens, "{token}", "Tokens spent on reasoning; a part of the output.");

        if (naming is not MetricNaming.Latest)
        {
            TokenUsage = meter.CreateHistogram(MetricNames.TokenUsage, "{token}", "Tokens of one call, by type.", advice: Buckets.Tokens);
            TimeToFirstChunk = meter.CreateHistogram(MetricNames.TimeToFirstChunk, "s", "Time from the request to the first chunk.", advice: Buckets.ClientSeconds);
            TimePerOutputChunk = meter.CreateHistogram(MetricNames.TimePerOutputChunk, "s", "Time between one chunk and the next.", advice: Buckets.ClientSeconds);
        }

        if (naming is not MetricNaming.Established)
        {
            InferenceDuration = meter.CreateHistogram(MetricNames.InferenceDuration, "s", "Duration of a model call.", advice: Buckets.ClientSeconds);
            InferenceTimeToFirstChunk = meter.CreateHistogram(MetricNames.InferenceTimeToFirstChunk, "s", "Time from the request to the first chunk.", advice: Buckets.ClientSeconds);
            InferenceTimePerOutputChunk = meter.CreateHistogram(MetricNames.InferenceTimePerOutputChunk, "s", "Time between one chunk and the next.", advice: Buckets.ClientSeconds);
            InputTokens = meter.CreateCounter<long>(MetricNames.InferenceInputTokens, "{token}", "Input tokens, cached ones included.");
            OutputTokens = meter.CreateCounter<long>(MetricNames.InferenceOutputTokens, "{token}", "Output tokens, reasoning included.");
            OperationInputTokens = meter.CreateHistogram(MetricNames.InferenceOperationInputTokens, "{token}", "Input tokens of one call.", advice: Buckets.Tokens);
            OperationOutputTokens = meter.CreateHistogram(MetricNames.InferenceOperationOutputTokens, "{token}", "Output tokens of one call.", advice: Buckets.Tokens);
        }

        Instrument?[] all =
        [
            OperationDuration, CacheReadTokens, CacheWriteTokens, ReasoningTokens, TokenUsage, TimeToFirstChunk,
            TimePerOutputChunk, InferenceDuration, InferenceTimeToFirstChunk, InferenceTimePerOutputChunk, InputTokens,
            OutputTokens, OperationInputTokens, OperationOutputTokens,
        ];
        All = [.. all.OfType<Instrument>()];
    }

    public MetricNaming Naming { get; }

    public Instrument[] All { get; }

    public Histogram<double> OperationDuration { get; }

    public Counter<long> CacheReadTokens { get; }

    public Counter<long> CacheWriteTokens { get; }

    public Counter<long> ReasoningTokens { get; }

    public Histogram<long>? TokenUsage { get; }

    public Histogram<double>? TimeToFirstChunk { get; }

    public Histogram<double>? TimePerOutputChunk { get; }

    public Histogram<double>? InferenceDuration { get; }

    public Histogram<double>? InferenceTimeToFirstChunk { get; }

    public Histogram<double>? InferenceTimePerOutputChunk { get; }

    public Counter<long>? InputTokens { get; }

    public Counter<long>? OutputTokens { get; }

    public Histogram<long>? OperationInputTokens { get; }

    public Histogram<long>? OperationOutputTokens { get; }
}
