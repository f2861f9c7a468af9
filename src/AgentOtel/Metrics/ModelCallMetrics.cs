using System.Diagnostics;

namespace AgentOtel;

/// <summary>
/// Records a model call's metrics under the names that the naming chose. One list of tags serves all: what tells one
/// measurement from another is its last tag, which is put there in turn.
/// </summary>
internal static class ModelCallMetrics
{
    /// <param name="instruments">The instruments.</param>
    /// <param name="tags">Operation, provider, models, agent and workflow: six at most. It is left as it was.</param>
    /// <param name="isInference">Whether it is neither an embedding nor a retrieval, which keep one name in every naming.</param>
    /// <param name="seconds">How long it took.</param>
    /// <param name="errorType">How it failed, if it did.</param>
    public static void RecordDuration(
        ModelCallInstruments instruments, ref TagList tags, bool isInference, double seconds, string? errorType)
    {
        var count = tags.Count;
        MetricTags.AddError(ref tags, errorType);
        if (!isInference || instruments.Naming is not MetricNaming.Latest)
        {
            instruments.OperationDuration.Record(seconds, tags);
        }

        if (isInference)
        {
            instruments.InferenceDuration.Record(seconds, tags);
        }

        TakeBack(ref tags, count);
    }

    public static void RecordUsage(ModelCallInstruments instruments, ref TagList tags, in TokenUsage usage, string? errorType)
    {
        if (usage.IsEmpty)
        {
            return;
        }

        if (instruments.TokenUsage.Enabled)
        {
            RecordByType(instruments.TokenUsage, ref tags, "input", usage.InputTokens);
            RecordByType(instruments.TokenUsage, ref tags, "output", usage.OutputTokens);
        }

        RecordOperation(instruments.OperationInputTokens, ref tags, usage.InputTokens, errorType);
        RecordOperation(instruments.OperationOutputTokens, ref tags, usage.OutputTokens, errorType);
        Count(instruments.InputTokens, ref tags, usage.InputTokens, usage.Input);
        Count(instruments.OutputTokens, ref tags, usage.OutputTokens, usage.Output);
        Count(instruments.CacheReadTokens, ref tags, usage.CacheReadTokens, usage.CacheRead);
        Count(instruments.CacheWriteTokens, ref tags, usage.CacheWriteTokens, default);
        Count(instruments.ReasoningTokens, ref tags, usage.ReasoningTokens, default);
    }

    private static void RecordByType(in SafeHistogram<long> histogram, ref TagList tags, string type, long? tokens)
    {
        if (tokens is { } count)
        {
            tags.Add(SemanticConventions.GenAi.TokenType, type);
            histogram.Record(count, tags);
            TakeBack(ref tags, tags.Count - 1);
        }
    }

    private static void RecordOperation(in SafeHistogram<long> histogram, ref TagList tags, long? tokens, string? errorType)
    {
        if (histogram.Enabled && tokens is { } value)
        {
            var count = tags.Count;
            MetricTags.AddError(ref tags, errorType);
            histogram.Record(value, tags);
            TakeBack(ref tags, count);
        }
    }

    /// <summary>Splits a count by modality; what the split leaves over is of an unknown one.</summary>
    private static void Count(in SafeCounter<long> counter, ref TagList tags, long? tokens, in ModalityTokens split)
    {
        if (!counter.Enabled || tokens is not { } count)
        {
            return;
        }

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
            TakeBack(ref tags, tags.Count - 1);
        }
    }

    private static void TakeBack(ref TagList tags, int count)
    {
        if (tags.Count > count)
        {
            tags.RemoveAt(count);
        }
    }
}
