namespace AgentOtel;

/// <summary>The names of providers, as the table has them, from those of the convention, of libraries and of gateways.</summary>
internal static class ProviderNames
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["amazon"] = "aws",
        ["amazon-bedrock"] = "aws",
        ["anthropic"] = "anthropic",
        ["aws"] = "aws",
        ["aws.bedrock"] = "aws",
        ["aws_bedrock"] = "aws",
        ["az.ai.inference"] = "azure",
        ["az.ai.openai"] = "azure",
        ["azure"] = "azure",
        ["azure-openai"] = "azure",
        ["azure.ai.inference"] = "azure",
        ["azure.ai.openai"] = "azure",
        ["azure_ai"] = "azure",
        ["azure_openai"] = "azure",
        ["bedrock"] = "aws",
        ["bedrock_converse"] = "aws",
        ["cerebras"] = "cerebras",
        ["cohere"] = "cohere",
        ["cohere_chat"] = "cohere",
        ["deepseek"] = "deepseek",
        ["fireworks"] = "fireworks",
        ["fireworks_ai"] = "fireworks",
        ["gcp"] = "google",
        ["gcp.gemini"] = "google",
        ["gcp.gen_ai"] = "google",
        ["gcp.vertex_ai"] = "google",
        ["gemini"] = "google",
        ["google"] = "google",
        ["google-genai"] = "google",
        ["google-gla"] = "google",
        ["google-vertex"] = "google",
        ["google_genai"] = "google",
        ["google_vertexai"] = "google",
        ["groq"] = "groq",
        ["minimax"] = "minimax",
        ["mistral"] = "mistral",
        ["mistral_ai"] = "mistral",
        ["mistralai"] = "mistral",
        ["moonshot"] = "moonshotai",
        ["moonshot_ai"] = "moonshotai",
        ["moonshotai"] = "moonshotai",
        ["novita"] = "novita",
        ["openai"] = "openai",
        ["openrouter"] = OpenRouter,
        ["perplexity"] = "perplexity",
        ["together"] = "together",
        ["together_ai"] = "together",
        ["togetherai"] = "together",
        ["vertex_ai"] = "google",
        ["vertex_ai_beta"] = "google",
        ["vertexai"] = "google",
        ["voyage"] = "voyageai",
        ["voyageai"] = "voyageai",
        ["x-ai"] = "x-ai",
        ["x_ai"] = "x-ai",
        ["xai"] = "x-ai",
        ["z-ai"] = "zai",
        ["zai"] = "zai",
        ["zhipuai"] = "zhipuai",
    };

    /// <summary>What stands where a provider should, and serves no model itself: frameworks, and gateways that add nothing.</summary>
    private static readonly HashSet<string> Between = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "_other", "unknown", OpenRouter, "litellm", "vercel", "gateway", "portkey", "helicone",
        "langchain", "langgraph", "langchain4j", "llamaindex", "llama_index", "haystack", "dspy", "instructor",
        "strands", "strands-agents", "crewai", "autogen", "ag2", "agno", "smolagents", "mastra", "letta", "mem0",
        "semantic_kernel", "semantic-kernel", "microsoft.semantic_kernel", "agent_framework", "microsoft.agent_framework",
        "pydantic_ai", "pydantic-ai", "openai_agents", "openai-agents", "spring_ai", "browser_use",
        "traceloop", "openllmetry", "openinference", "openlit", "langfuse",
    };

    public const string OpenRouter = "openrouter";

    /// <summary>The name in the table; the name itself where it is not known.</summary>
    public static string Of(string? provider)
    {
        var name = provider?.Trim() ?? "";
        return TryGet(name, out var known) ? known : name.ToLowerInvariant();
    }

    /// <summary>A library's name of a kind of call counts as its provider's: <c>openai.chat</c>, <c>google.vertex.chat</c>.</summary>
    public static bool TryGet(string name, out string known)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var isKnown = Known.TryGetValue(name, out var found) || (dot > 0 && Known.TryGetValue(name[..dot], out found));
        known = found ?? "";
        return isKnown;
    }

    /// <summary>Whether somebody else serves the models under this name.</summary>
    public static bool IsBetween(string provider) => Between.Contains(provider);
}
