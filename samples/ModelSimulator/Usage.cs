using System.Text.Json.Nodes;

namespace ModelSimulator;

/// <summary>The tokens of an answer, counted at four characters each.</summary>
internal sealed record Usage(int Prompt, int Cached, int Completion, int Reasoning)
{
    // Real providers cache from 1,024 tokens on; short prompts show the figure too here.
    private const int CacheFrom = 256;
    private const int CacheStep = 128;

    public static Usage Of(ChatRequest request, Answer answer, Draw draw)
    {
        var prompt = request.PromptTokens;
        var cached = prompt >= CacheFrom ? prompt / 2 / CacheStep * CacheStep : 0;
        var written = ChatRequest.Tokens((answer.Text ?? "") + string.Concat(answer.Tools.Select(tool => tool.Name + tool.Arguments)));
        var reasoning = request.ReasoningEffort is null ? 0 : 32 + draw.Below(200);
        return new(prompt, cached, written + reasoning, reasoning);
    }

    public JsonObject ToJson() => new()
    {
        ["prompt_tokens"] = Prompt,
        ["completion_tokens"] = Completion,
        ["total_tokens"] = Prompt + Completion,
        ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = Cached, ["audio_tokens"] = 0 },
        ["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = Reasoning, ["audio_tokens"] = 0 },
    };
}
