using System.Text.Json.Nodes;

namespace ModelSimulator;

/// <summary>What the simulator reads of a chat request.</summary>
internal sealed class ChatRequest(JsonObject body)
{
    private const int CharactersPerToken = 4;
    private const int TokensPerMessage = 3;

    public string Model { get; } = body["model"]?.GetValue<string>() ?? "";

    public bool Stream { get; } = body["stream"]?.GetValue<bool>() ?? false;

    public bool IncludeUsage { get; } = body["stream_options"]?["include_usage"]?.GetValue<bool>() ?? false;

    public JsonArray Messages { get; } = body["messages"] as JsonArray ?? [];

    public JsonArray Tools { get; } = body["tool_choice"] is JsonValue choice && choice.ToString() == "none"
        ? []
        : body["tools"] as JsonArray ?? [];

    public string? ReasoningEffort { get; } = body["reasoning_effort"]?.GetValue<string>();

    /// <summary>The schema that the answer must fit, where JSON is asked for.</summary>
    public JsonObject? Schema { get; } = body["response_format"]?["type"]?.GetValue<string>() switch
    {
        "json_schema" => body["response_format"]?["json_schema"]?["schema"] as JsonObject ?? [],
        "json_object" => [],
        _ => null,
    };

    /// <summary>Whether a tool has answered since the user wrote last.</summary>
    public bool HasToolResults => Messages.Reverse().TakeWhile(message => Role(message) != "user").Any(message => Role(message) == "tool");

    public string System => Texts("system").FirstOrDefault() ?? Texts("developer").FirstOrDefault() ?? "";

    public string FirstUser => Texts("user").FirstOrDefault() ?? "";

    public string LastUser => Texts("user").LastOrDefault() ?? "";

    public int PromptTokens =>
        Messages.Sum(message => TokensPerMessage + Tokens(message?.ToJsonString() ?? "")) + Tokens(Tools.ToJsonString());

    public static int Tokens(string text) => (text.Length + CharactersPerToken - 1) / CharactersPerToken;

    private static string? Role(JsonNode? message) => message?["role"]?.GetValue<string>();

    private static string Text(JsonNode? content) => content switch
    {
        JsonValue value => value.ToString(),
        JsonArray parts => string.Concat(parts.Select(part => part?["text"]?.ToString())),
        _ => "",
    };

    private IEnumerable<string> Texts(string role) =>
        Messages.Where(message => Role(message) == role).Select(message => Text(message?["content"]));
}
