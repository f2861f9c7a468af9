using System.Collections.Frozen;

namespace AgentOtel.Viewer.Dialects;

/// <summary>Providers in the convention's spelling.</summary>
internal static class Providers
{
    private static readonly FrozenDictionary<string, string> Spellings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["openai"] = "openai",
        ["open_ai"] = "openai",
        ["anthropic"] = "anthropic",
        ["azure.ai.openai"] = "azure.ai.openai",
        ["az.ai.openai"] = "azure.ai.openai",
        ["azure_openai"] = "azure.ai.openai",
        ["azure-openai"] = "azure.ai.openai",
        ["azure.openai"] = "azure.ai.openai",
        ["azure"] = "azure.ai.openai",
        ["azure.ai.inference"] = "azure.ai.inference",
        ["az.ai.inference"] = "azure.ai.inference",
        ["azure_ai"] = "azure.ai.inference",
        ["aws.bedrock"] = "aws.bedrock",
        ["aws_bedrock"] = "aws.bedrock",
        ["amazon-bedrock"] = "aws.bedrock",
        ["amazon_bedrock"] = "aws.bedrock",
        ["bedrock"] = "aws.bedrock",
        ["bedrock_converse"] = "aws.bedrock",
        ["aws"] = "aws.bedrock",
        ["gcp.gemini"] = "gcp.gemini",
        ["gemini"] = "gcp.gemini",
        ["google"] = "gcp.gemini",
        ["google.generative-ai"] = "gcp.gemini",
        ["google.ai.studio"] = "gcp.gemini",
        ["google-gla"] = "gcp.gemini",
        ["google_genai"] = "gcp.gemini",
        ["google_generativeai"] = "gcp.gemini",
        ["gcp.vertex_ai"] = "gcp.vertex_ai",
        ["vertex_ai"] = "gcp.vertex_ai",
        ["vertexai"] = "gcp.vertex_ai",
        ["google-vertex"] = "gcp.vertex_ai",
        ["google.vertex"] = "gcp.vertex_ai",
        ["google.vertex.chat"] = "gcp.vertex_ai",
        ["gcp.gen_ai"] = "gcp.gen_ai",
        ["gcp.vertex.agent"] = "gcp.gen_ai",
        ["cohere"] = "cohere",
        ["deepseek"] = "deepseek",
        ["groq"] = "groq",
        ["mistral_ai"] = "mistral_ai",
        ["mistralai"] = "mistral_ai",
        ["mistral"] = "mistral_ai",
        ["moonshot_ai"] = "moonshot_ai",
        ["moonshotai"] = "moonshot_ai",
        ["moonshot"] = "moonshot_ai",
        ["perplexity"] = "perplexity",
        ["x_ai"] = "x_ai",
        ["xai"] = "x_ai",
        ["x-ai"] = "x_ai",
        ["ibm.watsonx.ai"] = "ibm.watsonx.ai",
        ["ibm.watson.ai"] = "ibm.watsonx.ai",
        ["watsonx"] = "ibm.watsonx.ai",

        // Frameworks that name themselves: they do not say who served the model.
        ["strands-agents"] = "",
        ["microsoft.agent_framework"] = "",
        ["langchain"] = "",
        ["langgraph"] = "",
        ["pydantic_ai"] = "",
        ["pydantic-ai"] = "",
        ["crewai"] = "",
        ["llama_index"] = "",
        ["haystack"] = "",
        ["litellm"] = "",
        ["unknown"] = "",
        ["_OTHER"] = "",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The provider's one spelling; a name that is not known as it was sent; <see langword="null"/> where a sender names itself.</summary>
    public static string? Of(string? sent)
    {
        if (string.IsNullOrWhiteSpace(sent))
        {
            return null;
        }

        if (Spellings.TryGetValue(sent, out var spelling))
        {
            return spelling.Length == 0 ? null : spelling;
        }

        // Vercel AI adds the API to the provider: openai.responses, azure-openai.chat.
        var dot = sent.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && Spellings.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(sent.AsSpan(0, dot), out spelling) && spelling.Length > 0
            ? spelling
            : sent;
    }
}
