using System.Diagnostics;

namespace AgentOtel;

/// <summary>What was asked of a model, as span attributes beside those that the span starts with.</summary>
internal static class RequestTags
{
    public static void AddTo(Activity span, ModelRequest request)
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
}
