using System.Diagnostics;

namespace AgentOtel;

/// <summary>Records a model call's metrics under the names that the naming chose.</summary>
internal static class ModelCallMetrics
{
    /// <param name="instruments">The instruments.</param>
    /// <param name="tags">Operation, provider, models, agent and workflow: six at most.</param>
    /// <param name="isInference">Whether it is neither an embedding nor a retrieval, which keep one name in every naming.</param>
    /// <param name="seconds">How long it took.</param>
    /// <param name="errorType">How it failed, if it did.</param>
    public static void RecordDuration(
        ModelCallInstruments instruments, KeyValuePair<string, object?>[] tags, bool isInference, double seconds, string? errorType)
    {
        tags = WithError(tags, errorType);
        if (!isInference || instruments.Naming is not MetricNaming.Latest)
        {
            instruments.OperationDuration.Record(seconds, tags);
        }

        if (isInference)
        {
            instruments.InferenceDuration.Record(seconds, tags);
        }
    }

    public static void RecordUsage(ModelCallInstruments instruments, ModelCallSeries series, in TokenUsage usage, string? errorType)
    {
        if (usage.IsEmpty)
        {
            return;
        }

        Record(instruments.TokenUsage, series.Input, usage.InputTokens);
        Record(instruments.TokenUsage, series.Output, usage.OutputTokens);
        if (usage.CacheReadTokens is { } read)
        {
            Count(instruments.CacheReadTokens, series, read, usage.CacheRead);
        }

        if (usage.CacheWriteTokens is { } written)
        {
            Count(instruments.CacheWriteTokens, series, written, default);
        }

        if (usage.ReasoningTokens is { } reasoning)
        {
            Count(instruments.ReasoningTokens, series, reasoning, default);
        }

        if (instruments.Naming is not MetricNaming.Established)
        {
            var tags = WithError(series.Tags, errorType);
            Record(instruments.OperationInputTokens, tags, usage.InputTokens);
            Record(instruments.OperationOutputTokens, tags, usage.OutputTokens);
            Count(instruments.InputTokens, series, usage.InputTokens, usage.Input);
            Count(instruments.OutputTokens, series, usage.OutputTokens, usage.Output);
        }
    }

    /// <summary>A failure may afford tags of its own.</summary>
    private static KeyValuePair<string, object?>[] WithError(KeyValuePair<string, object?>[] tags, string? errorType) =>
        errorType is null ? tags : [.. tags, new(SemanticConventions.Error.Type, errorType)];

    private static void Record(in SafeHistogram<long> histogram, KeyValuePair<string, object?>[] tags, long? tokens)
    {
        if (tokens is { } count)
        {
            histogram.Record(count, tags);
        }
    }

    /// <summary>Splits a count by modality; what the split leaves over is of an unknown one.</summary>
    private static void Count(in SafeCounter<long> counter, ModelCallSeries series, long? tokens, in ModalityTokens split)
    {
        if (tokens is not { } count || !counter.Enabled)
        {
            return;
        }

        var tags = new TagList(series.Tags);
        Add(counter, ref tags, "text", split.Text);
        Add(counter, ref tags, "image", split.Image);
        Add(counter, ref tags, "audio", split.Audio);
        if (split.IsEmpty || count > split.Sum)
        {
            Add(counter, ref tags, "unknown", count - split.Sum);
        }
    }

    private static void Add(in SafeCounter<long> counter, ref TagList tags, string modality, long? tokens)
    {
        if (tokens is { } count)
        {
            tags.Add(SemanticConventions.GenAi.TokenModality, modality);
            counter.Add(count, tags);
            tags.RemoveAt(tags.Count - 1);
        }
    }
}
