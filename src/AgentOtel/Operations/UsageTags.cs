using System.Diagnostics;

namespace AgentOtel;

/// <summary>Tokens as span attributes.</summary>
internal static class UsageTags
{
    public static void AddTo(Activity span, in TokenUsage usage)
    {
        span.AddKnown(SemanticConventions.GenAi.Usage.InputTokens, usage.InputTokens);
        span.AddKnown(SemanticConventions.GenAi.Usage.OutputTokens, usage.OutputTokens);
        span.AddKnown(SemanticConventions.GenAi.Usage.CacheReadInputTokens, usage.CacheReadTokens);
        span.AddKnown(SemanticConventions.GenAi.Usage.CacheWriteInputTokens, usage.CacheWriteTokens);
        span.AddKnown(SemanticConventions.GenAi.Usage.ReasoningOutputTokens, usage.ReasoningTokens);
        if (usage.HasModalities)
        {
            AddModalities(span, usage);
        }
    }

    private static void AddModalities(Activity span, in TokenUsage usage)
    {
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
