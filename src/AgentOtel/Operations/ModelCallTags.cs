using System.Diagnostics;

namespace AgentOtel;

/// <summary>A model call as span attributes.</summary>
internal static class ModelCallTags
{
    public static void AddTo(Activity span, in ModelRequest request)
    {
        if (request.Stream)
        {
            span.SetTag(SemanticConventions.GenAi.Request.Stream, true);
        }

        if (request.ChoiceCount is { } choices and not 1)
        {
            span.SetTag(SemanticConventions.GenAi.Request.ChoiceCount, choices);
        }

        span.SetTag(SemanticConventions.GenAi.Request.MaxTokens, request.MaxTokens);
        span.SetTag(SemanticConventions.GenAi.Request.Temperature, request.Temperature);
        span.SetTag(SemanticConventions.GenAi.Request.TopP, request.TopP);
        span.SetTag(SemanticConventions.GenAi.Request.TopK, request.TopK);
        span.SetTag(SemanticConventions.GenAi.Request.FrequencyPenalty, request.FrequencyPenalty);
        span.SetTag(SemanticConventions.GenAi.Request.PresencePenalty, request.PresencePenalty);
        span.SetTag(SemanticConventions.GenAi.Request.Seed, request.Seed);
        span.SetTag(SemanticConventions.GenAi.Request.StopSequences, request.StopSequences?.ToArray());
        span.SetTag(SemanticConventions.GenAi.Request.ReasoningLevel, request.ReasoningLevel);
        span.SetTag(SemanticConventions.GenAi.Request.PreviousResponseId, request.PreviousResponseId);
        span.SetTag(SemanticConventions.GenAi.Request.EncodingFormats, request.EncodingFormats?.ToArray());
        span.SetTag(SemanticConventions.GenAi.OutputType, request.OutputType);
    }

    public static void AddTo(Activity span, in ModelResponse response)
    {
        span.SetTag(SemanticConventions.GenAi.Response.Id, response.Id);
        span.SetTag(SemanticConventions.GenAi.Response.Model, response.Model);
        span.SetTag(SemanticConventions.GenAi.Response.FinishReasons, response.FinishReasons?.ToArray());
        span.SetTag(SemanticConventions.GenAi.EmbeddingsDimensionCount, response.EmbeddingDimensions);
        AddTo(span, response.Usage);
    }

    private static void AddTo(Activity span, in TokenUsage usage)
    {
        span.SetTag(SemanticConventions.GenAi.Usage.InputTokens, usage.InputTokens);
        span.SetTag(SemanticConventions.GenAi.Usage.OutputTokens, usage.OutputTokens);
        span.SetTag(SemanticConventions.GenAi.Usage.CacheReadInputTokens, usage.CacheReadTokens);
        span.SetTag(SemanticConventions.GenAi.Usage.CacheWriteInputTokens, usage.CacheWriteTokens);
        span.SetTag(SemanticConventions.GenAi.Usage.ReasoningOutputTokens, usage.ReasoningTokens);
        span.SetTag(SemanticConventions.GenAi.Usage.TextInputTokens, usage.Input.Text);
        span.SetTag(SemanticConventions.GenAi.Usage.ImageInputTokens, usage.Input.Image);
        span.SetTag(SemanticConventions.GenAi.Usage.AudioInputTokens, usage.Input.Audio);
        span.SetTag(SemanticConventions.GenAi.Usage.TextOutputTokens, usage.Output.Text);
        span.SetTag(SemanticConventions.GenAi.Usage.ImageOutputTokens, usage.Output.Image);
        span.SetTag(SemanticConventions.GenAi.Usage.AudioOutputTokens, usage.Output.Audio);
        span.SetTag(SemanticConventions.GenAi.Usage.TextCacheReadInputTokens, usage.CacheRead.Text);
        span.SetTag(SemanticConventions.GenAi.Usage.ImageCacheReadInputTokens, usage.CacheRead.Image);
        span.SetTag(SemanticConventions.GenAi.Usage.AudioCacheReadInputTokens, usage.CacheRead.Audio);
    }
}
