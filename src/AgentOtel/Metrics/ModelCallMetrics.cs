using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AgentOtel;

/// <summary>Records a model call's metrics under the names that the naming chose.</summary>
internal static class ModelCallMetrics
{
    /// <param name="instruments">The instruments.</param>
    /// <param name="tags">Operation, provider, models, agent and workflow: six at most.</param>
    /// <param name="isInference">Whether it is neither an embedding nor a retrieval, which keep one name in every naming.</param>
    /// <param name="seconds">How long it took.</param>
    /// <param name="failure">How it failed, if it did.</param>
    public static void RecordDuration(ModelCallInstruments instruments, TagList tags, bool isInference, double seconds, ErrorFacts? failure)
    {
        MetricTags.AddError(ref tags, failure);
        if (!isInference || instruments.Naming is not MetricNaming.Latest)
        {
            instruments.OperationDuration.Record(seconds, tags);
        }

        if (isInference)
        {
            instruments.InferenceDuration?.Record(seconds, tags);
        }
    }

    public static void RecordUsage(ModelCallInstruments instruments, in TagList tags, in TokenUsage usage, ErrorFacts? failure)
    {
        if (usage.IsEmpty)
        {
            return;
        }

        if (instruments.TokenUsage is { } histogram)
        {
            RecordByType(histogram, tags, "input", usage.InputTokens);
            RecordByType(histogram, tags, "output", usage.OutputTokens);
        }

        RecordOperation(instruments.OperationInputTokens, tags, usage.InputTokens, failure);
        RecordOperation(instruments.OperationOutputTokens, tags, usage.OutputTokens, failure);
        Count(instruments.InputTokens, tags, usage.InputTokens, usage.Input);
        Count(instruments.OutputTokens, tags, usage.OutputTokens, usage.Output);
        Count(instruments.CacheReadTokens, tags, usage.CacheReadTokens, usage.CacheRead);
        Count(instruments.CacheWriteTokens, tags, usage.CacheWriteTokens, default);
        Count(instruments.ReasoningTokens, tags, usage.ReasoningTokens, default);
    }

    private static void RecordByType(Histogram<long> histogram, TagList tags, string type, long? tokens)
    {
        if (tokens is { } count)
        {
            tags.Add(SemanticConventions.GenAi.TokenType, type);
            histogram.Record(count, tags);
        }
    }

    private static void RecordOperation(Histogram<long>? histogram, TagList tags, long? tokens, ErrorFacts? failure)
    {
        if (histogram is not null && tokens is { } count)
        {
            MetricTags.AddError(ref tags, failure);
            histogram.Record(count, tags);
        }
    }

    /// <summary>Splits a count by modality; what the split leaves over is of an unknown one.</summary>
    private static void Count(Counter<long>? counter, in TagList tags, long? tokens, in ModalityTokens split)
    {
        if (counter is not { Enabled: true } || tokens is not { } count)
        {
            return;
        }

        Add(counter, tags, "text", split.Text);
        Add(counter, tags, "image", split.Image);
        Add(counter, tags, "audio", split.Audio);
        if (split.IsEmpty || count > split.Sum)
        {
            Add(counter, tags, "unknown", count - split.Sum);
        }
    }

    private static void Add(Counter<long> counter, TagList tags, string modality, long? tokens)
    {
        if (tokens is { } count)
        {
            tags.Add(SemanticConventions.GenAi.TokenModality, modality);
            counter.Add(count, tags);
        }
    }
}
