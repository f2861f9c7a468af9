using System.Diagnostics.Metrics;

namespace AgentOtel;

/// <summary>
/// The instruments of model calls under the established names, the latest ones, or both; an instrument that the naming
/// leaves out does nothing. Embeddings and retrieval keep <see cref="OperationDuration"/> in every naming.
/// </summary>
internal sealed class ModelCallInstruments
{
    public ModelCallInstruments(InstrumentFactory make, MetricNaming naming)
    {
        Naming = naming;
        OperationDuration = make.Histogram(
            MetricNames.OperationDuration, "s", "Duration of a GenAI client's operation.", Buckets.ClientSeconds);
        CacheReadTokens = make.Counter<long>(
            MetricNames.InferenceCacheReadTokens, "{token}", "Input tokens read from the provider's cache; a part of the input.");
        CacheWriteTokens = make.Counter<long>(
            MetricNames.InferenceCacheWriteTokens, "{token}", "Input tokens written to the provider's cache; a part of the input.");
        ReasoningTokens = make.Counter<long>(
            MetricNames.InferenceReasoningTokens, "{token}", "Tokens spent on reasoning; a part of the output.");

        var isEstablished = naming is not MetricNaming.Latest;
        TokenUsage = make.Histogram(MetricNames.TokenUsage, "{token}", "Tokens of one call, by type.", Buckets.Tokens, isEstablished);
        TimeToFirstChunk = make.Histogram(
            MetricNames.TimeToFirstChunk, "s", "Time from the request to the first chunk.", Buckets.ClientSeconds, isEstablished);
        TimePerOutputChunk = make.Histogram(
            MetricNames.TimePerOutputChunk, "s", "Time between one chunk and the next.", Buckets.ClientSeconds, isEstablished);

        var isLatest = naming is not MetricNaming.Established;
        InferenceDuration = make.Histogram(
            MetricNames.InferenceDuration, "s", "Duration of a model call.", Buckets.ClientSeconds, isLatest);
        InferenceTimeToFirstChunk = make.Histogram(
            MetricNames.InferenceTimeToFirstChunk, "s", "Time from the request to the first chunk.", Buckets.ClientSeconds, isLatest);
        InferenceTimePerOutputChunk = make.Histogram(
            MetricNames.InferenceTimePerOutputChunk, "s", "Time between one chunk and the next.", Buckets.ClientSeconds, isLatest);
        OperationInputTokens = make.Histogram(
            MetricNames.InferenceOperationInputTokens, "{token}", "Input tokens of one call.", Buckets.Tokens, isLatest);
        OperationOutputTokens = make.Histogram(
            MetricNames.InferenceOperationOutputTokens, "{token}", "Output tokens of one call.", Buckets.Tokens, isLatest);
        if (isLatest)
        {
            InputTokens = make.Counter<long>(MetricNames.InferenceInputTokens, "{token}", "Input tokens, cached ones included.");
            OutputTokens = make.Counter<long>(MetricNames.InferenceOutputTokens, "{token}", "Output tokens, reasoning included.");
        }

        Instrument?[] all =
        [
            OperationDuration.Instrument, CacheReadTokens.Instrument, CacheWriteTokens.Instrument, ReasoningTokens.Instrument,
            TokenUsage.Instrument, TimeToFirstChunk.Instrument, TimePerOutputChunk.Instrument, InferenceDuration.Instrument,
            InferenceTimeToFirstChunk.Instrument, InferenceTimePerOutputChunk.Instrument, InputTokens.Instrument,
            OutputTokens.Instrument, OperationInputTokens.Instrument, OperationOutputTokens.Instrument,
        ];
        All = [.. all.OfType<Instrument>()];
    }

    public MetricNaming Naming { get; }

    public Instrument[] All { get; }

    public SafeHistogram<double> OperationDuration { get; }

    public SafeCounter<long> CacheReadTokens { get; }

    public SafeCounter<long> CacheWriteTokens { get; }

    public SafeCounter<long> ReasoningTokens { get; }

    public SafeHistogram<long> TokenUsage { get; }

    public SafeHistogram<double> TimeToFirstChunk { get; }

    public SafeHistogram<double> TimePerOutputChunk { get; }

    public SafeHistogram<double> InferenceDuration { get; }

    public SafeHistogram<double> InferenceTimeToFirstChunk { get; }

    public SafeHistogram<double> InferenceTimePerOutputChunk { get; }

    public SafeCounter<long> InputTokens { get; }

    public SafeCounter<long> OutputTokens { get; }

    public SafeHistogram<long> OperationInputTokens { get; }

    public SafeHistogram<long> OperationOutputTokens { get; }
}
