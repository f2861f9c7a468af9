using System.Diagnostics;

namespace AgentOtel;

/// <summary>A model call as span attributes.</summary>
internal static class ModelCallTags
{
    public static void AddTo(Activity span, in ModelRequest request)
    {
        if (request.Stream)
        {
            span.AddTag(SemanticConventions.GenAi.Request.Stream, true);
        }

        if (request.ChoiceCount is { } choices and not 1)
        {
            span.AddTag(SemanticConventions.GenAi.Request.ChoiceCount, choices);
        }

        span.AddKnown(SemanticConventions.GenAi.Request.MaxTokens, request.MaxTokens);
        span.AddKnown(SemanticConventions.GenAi.Request.Temperature, request.Temperature);
        span.AddKnown(SemanticConventions.GenAi.Request.TopP, request.TopP);
        span.AddKnown(SemanticConventions.GenAi.Request.TopK, request.TopK);
        span.AddKnown(SemanticConventions.GenAi.Request.FrequencyPenalty, request.FrequencyPenalty);
        span.AddKnown(SemanticConventions.GenAi.Request.PresencePenalty, request.PresencePenalty);
        span.AddKnown(SemanticConventions.GenAi.Request.Seed, request.Seed);
        span.AddKnown(SemanticConventions.GenAi.Request.StopSequences, request.StopSequences?.ToArray());
        span.AddKnown(SemanticConventions.GenAi.Request.ReasoningLevel, request.ReasoningLevel);
        span.AddKnown(SemanticConventions.GenAi.Request.PreviousResponseId, request.PreviousResponseId);
        span.AddKnown(SemanticConventions.GenAi.Request.EncodingFormats, request.EncodingFormats?.ToArray());
        span.AddKnown(SemanticConventions.GenAi.OutputType, request.OutputType);
    }

    public static void AddTo(Activity span, in ModelResponse response)
    {
        span.AddKnown(SemanticConventions.GenAi.Response.Id, response.Id);
        span.AddKnown(SemanticConventions.GenAi.Response.Model, response.Model);
        span.AddKnown(SemanticConventions.GenAi.Response.FinishReasons, response.FinishReasons?.ToArray());
        span.AddKnown(SemanticConventions.GenAi.EmbeddingsDimensionCount, response.EmbeddingDimensions);
        AddTo(span, response.Usage);
    }

    private static void AddTo(Activity span, in TokenUsage usage)
    {
        span.AddKnown(SemanticConventions.GenAi.Usage.InputTokens, usage.InputTokens);
        span.AddKnown(SemanticConventions.GenAi.Usage.OutputTokens, usage.OutputTokens);
        span.AddKnown(SemanticConventions.GenAi.Usage.CacheReadInputTokens, usage.CacheReadTokens);
        span.AddKnown(SemanticConventions.GenAi.Usage.CacheWriteInputTokens, usage.CacheWriteTokens);
        span.AddKnown(SemanticConventions.GenAi.Usage.ReasoningOutputTokens, usage.ReasoningTokens);
        span.AddKnown(SemanticConventions.GenAi.Usage.TextInputTokens, usage.Input.Text);
        span.AddKnown(SemanticConventions.GenAi.Usage.ImageInputTokens, usage.Input.Image);
        span.AddKnown(SemanticConventions.GenAi.Usage.AudioInputTokens, usage.Input.Audio);
        span.AddKnown(SemanticConventions.GenAi.Usage.TextOutputTokens, usage.Output.Text);
        span.AddKnown(SemanticConventions.GenAi.Usage.ImageOutputTokens, usage.Output.Image);
        span.AddKnown(SemanticConventions.GenAi.Usage.AudioOutputTokens, usage.Output.Audio);
        span.AddKnown(SemanticConventions.GenAi.Usage.TextCacheReadInputTokens, usage.CacheRead.Text);
        span.AddKnown(SemanticConventions.GenAi.Usage.ImageCacheReadInputTokens, usage.CacheRead.Image);
        span.AddKnown(SemanticConventions.GenAi.Usage.AudioCacheReadInputTokens, usage.CacheRead.Audio);
    }
}
