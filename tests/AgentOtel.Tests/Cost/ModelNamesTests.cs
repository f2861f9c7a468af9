namespace AgentOtel.Tests.Cost;

/// <summary>Names of models as the providers' APIs, gateways and libraries spell them, and the rows that price them.</summary>
public sealed class ModelNamesTests
{
    [Theory]
    // Bedrock: ARNs of models and of inference profiles, regions, versions, contexts, and LiteLLM's routes.
    [InlineData(
        "aws.bedrock",
        "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0",
        "aws",
        "regional.anthropic.claude-3-haiku-20240307-v1:0")]
    [InlineData(
        "aws.bedrock",
        "arn:aws:bedrock:us-west-2:123456789012:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0",
        "aws",
        "regional.anthropic.claude-sonnet-4-20250514-v1:0")]
    [InlineData(
        "aws.bedrock",
        "arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:inference-profile/global.anthropic.claude-opus-5",
        "aws",
        "global.anthropic.claude-opus-5")]
    [InlineData("aws.bedrock", "jp.anthropic.claude-sonnet-4-5-20250929-v1:0", "aws", "regional.anthropic.claude-sonnet-4-5-20250929-v1:0")]
    [InlineData("aws.bedrock", "apac.amazon.nova-lite-v1:0", "aws", "amazon.nova-lite-v1:0")]
    [InlineData("aws.bedrock", "us.anthropic.claude-opus-5-v1:0", "aws", "regional.anthropic.claude-opus-5")]
    [InlineData("aws.bedrock", "global.anthropic.claude-opus-4-5-20251101", "aws", "global.anthropic.claude-opus-4-5-20251101-v1:0")]
    [InlineData("aws.bedrock", "amazon.nova-pro-v1:0:300k", "aws", "amazon.nova-pro-v1:0")]
    [InlineData("amazon-bedrock", "us.meta.llama3-3-70b-instruct-v1:0", "aws", "meta.llama3-3-70b-instruct-v1:0")]
    [InlineData(
        "litellm", "bedrock/us-east-1/anthropic.claude-3-haiku-20240307-v1:0", "aws", "regional.anthropic.claude-3-haiku-20240307-v1:0")]
    [InlineData("litellm", "bedrock/converse/us.anthropic.claude-sonnet-4-6", "aws", "regional.anthropic.claude-sonnet-4-6")]
    [InlineData("anthropic", "eu.anthropic.claude-sonnet-4-6", "aws", "regional.anthropic.claude-sonnet-4-6")]
    // Google: Gemini's folder, Vertex's resources and versions.
    [InlineData("gcp.vertex_ai", "projects/p-1/locations/global/publishers/google/models/gemini-2.5-pro", "google", "gemini-2.5-pro")]
    [InlineData("gcp.vertex_ai", "publishers/google/models/gemini-2.5-flash", "google", "gemini-2.5-flash")]
    [InlineData("gcp.vertex_ai", "publishers/anthropic/models/claude-sonnet-4-5@20250929", "google", "claude-sonnet-4-5")]
    [InlineData("gcp.vertex_ai", "claude-opus-4-6@default", "google", "claude-opus-4-6")]
    [InlineData("gcp.vertex_ai", "google/gemini-2.5-pro", "google", "gemini-2.5-pro")]
    [InlineData("gcp.vertex.agent", "gemini-3.6-flash", "google", "gemini-3.6-flash")]
    [InlineData("google.generative-ai", "models/gemini-2.5-pro", "google", "gemini-2.5-pro")]
    [InlineData("litellm", "vertex_ai/claude-opus-4-6@20260205", "google", "claude-opus-4-6")]
    // Azure: a deployment under the model's name, by its address too, and the spelling without a dot.
    [InlineData("azure.ai.openai", "openai/deployments/gpt-4.1/chat/completions", "azure", "gpt-4.1")]
    [InlineData("azure.ai.openai", "https://x.openai.azure.com/openai/deployments/gpt-4o?api-version=2026-01-01", "azure", "gpt-4o")]
    [InlineData("azure", "gpt-35-turbo", "azure", "gpt-3.5-turbo")]
    [InlineData("litellm", "azure/global-standard/gpt-4o-2024-08-06", "azure", "gpt-4o-2024-08-06")]
    [InlineData("azure.ai.inference", "azure_ai/Phi-4", "azure", "phi-4")]
    // Hosts of open models.
    [InlineData("fireworks", "accounts/fireworks/models/deepseek-v3p2", "fireworks", "deepseek-v3p2")]
    [InlineData("fireworks_ai", "fireworks_ai/accounts/fireworks/models/kimi-k3", "fireworks", "kimi-k3")]
    [InlineData("langchain", "accounts/fireworks/models/kimi-k3", "fireworks", "kimi-k3")]
    [InlineData("together", "meta-llama/Llama-3.3-70B-Instruct-Turbo", "together", "meta-llama/Llama-3.3-70B-Instruct-Turbo")]
    [InlineData("litellm", "together_ai/MiniMaxAI/MiniMax-M3", "together", "MiniMaxAI/MiniMax-M3")]
    [InlineData("groq", "openai/gpt-oss-120b", "groq", "openai/gpt-oss-120b")]
    [InlineData("litellm", "groq/moonshotai/kimi-k2-instruct", "groq", "moonshotai/kimi-k2-instruct")]
    // Gateways that ask what the maker asks.
    [InlineData("openrouter", "anthropic/claude-sonnet-4.5", "anthropic", "claude-sonnet-4-5")]
    [InlineData("openrouter", "openai/gpt-5.2:nitro", "openai", "gpt-5.2")]
    [InlineData("openrouter", "x-ai/grok-4:floor", "x-ai", "grok-4")]
    [InlineData("openrouter", "google/gemini-2.5-pro", "google", "gemini-2.5-pro")]
    [InlineData("gateway", "anthropic/claude-opus-4.6", "anthropic", "claude-opus-4-6")]
    [InlineData("litellm", "openrouter/openai/gpt-4.1", "openai", "gpt-4.1")]
    [InlineData("litellm", "openai/responses/gpt-5", "openai", "gpt-5")]
    // No provider, or a framework's name in its place.
    [InlineData("", "gpt-4.1", "openai", "gpt-4.1")]
    [InlineData(null, "claude-sonnet-4-5-20250929", "anthropic", "claude-sonnet-4-5-20250929")]
    [InlineData("langchain", "gpt-4o-2024-08-06", "openai", "gpt-4o-2024-08-06")]
    [InlineData("langchain", "openai:gpt-4o", "openai", "gpt-4o")]
    [InlineData("strands-agents", "us.anthropic.claude-sonnet-4-20250514-v1:0", "aws", "regional.anthropic.claude-sonnet-4-20250514-v1:0")]
    [InlineData("strands-agents", "o4-mini", "openai", "o4-mini")]
    [InlineData("crewai", "gemini/gemini-2.5-pro", "google", "gemini-2.5-pro")]
    [InlineData("pydantic_ai", "google-gla:gemini-2.5-pro", "google", "gemini-2.5-pro")]
    [InlineData("llama_index", "mistral-large-latest", "mistral", "mistral-large-latest")]
    [InlineData("unknown", "grok-4", "x-ai", "grok-4")]
    [InlineData("langgraph", "ft:gpt-4o-mini-2024-07-18:org::abc", "openai", "ft:gpt-4o-mini")]
    // Others.
    [InlineData("anthropic", "claude-sonnet-4-5-20250929[1m]", "anthropic", "claude-sonnet-4-5-20250929")]
    [InlineData("openai.responses", "gpt-4.1", "openai", "gpt-4.1")]
    [InlineData("mistral.chat", "mistral-large-latest", "mistral", "mistral-large-latest")]
    public void Find_ByTheNameAsItIsSpelled_FindsTheRow(string? provider, string model, string rowProvider, string rowModel)
    {
        var row = PriceTable.Shipped.Find(provider, model);

        Assert.NotNull(row);
        Assert.Equal((rowProvider, rowModel), (row.Provider, row.Model));
    }

    [Theory]
    // Bought by the hour, or somebody's own: no price by tokens can be known from the name.
    [InlineData("aws.bedrock", "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3d4e5f6")]
    [InlineData("aws.bedrock", "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/a1b2c3d4e5f6")]
    [InlineData("fireworks", "accounts/fireworks/models/deepseek-v3p2#accounts/me/deployments/d1")]
    [InlineData("fireworks", "accounts/me/models/deepseek-v3p2")]
    [InlineData("gcp.vertex_ai", "projects/p-1/locations/us-central1/endpoints/1234567890")]
    [InlineData("azure.ai.openai", "our-deployment")]
    [InlineData("azure", "azure/eu/gpt-4o-2024-08-06")]
    // Served by many at prices of their own.
    [InlineData("langchain", "gpt-oss-120b")]
    [InlineData("langchain", "llama-3.3-70b-versatile")]
    [InlineData("", "deepseek-v4-pro")]
    [InlineData("openrouter", "meta-llama/llama-3.3-70b-instruct")]
    // Variants with prices of their own.
    [InlineData("openrouter", "anthropic/claude-sonnet-4.5:online")]
    [InlineData("openrouter", "openai/gpt-4.1:batch")]
    [InlineData("openai", "gpt-4.1:free")]
    [InlineData("langchain", "gpt-5-foo")]
    [InlineData("langchain", "")]
    public void Find_OfANameThatTellsNoPrice_FindsNothing(string provider, string model) =>
        Assert.Null(PriceTable.Shipped.Find(provider, model));

    [Fact]
    public void Price_OfWhatOpenRouterGivesForNothing_IsZeroAndSaysWhy()
    {
        var cost = PriceTable.Shipped.Break(new PricedCall
        {
            Provider = "openrouter",
            RequestModel = "meta-llama/llama-3.2-3b-instruct:free",
            Usage = new() { InputTokens = 1_000, CacheReadTokens = 500, OutputTokens = 200 },
            Time = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero),
        });

        Assert.Equal(0m, cost.Usd);
        Assert.Empty(cost.Gaps);
        Assert.Equal("meta-llama/llama-3.2-3b-instruct:free", cost.Row!.Model);
    }

    [Fact]
    public void Price_OfAModelUnderAFrameworksName_IsItsMakers()
    {
        var call = new PricedCall
        {
            Provider = "langchain",
            RequestModel = "gpt-4.1",
            Usage = new() { InputTokens = 1_000_000, OutputTokens = 1_000_000 },
            Time = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero),
        };

        var cost = PriceTable.Shipped.Price(call);

        Assert.Equal(2m + 8m, cost.Usd);
        Assert.False(cost.IsIncomplete);
    }

    [Fact]
    public void Find_OfALongPath_Ends()
    {
        Assert.Null(PriceTable.Shipped.Find("litellm", string.Concat(Enumerable.Repeat("openai/", 500))));
        Assert.Null(PriceTable.Shipped.Find("langchain", string.Concat(Enumerable.Repeat("openai:", 500))));
    }
}
