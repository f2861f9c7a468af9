using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentOtel.Viewer.Dialects.Conversations;

/// <summary>Messages flattened into attributes: <c>llm.input_messages.0.message.role</c> (OpenInference), <c>gen_ai.prompt.0.content</c> (OpenLLMetry).</summary>
internal static class FlattenedMessages
{
    private const int MaxDepth = 12;

    public static void Read(CapturedSpan span, ConversationDraft conversation)
    {
        if (conversation.LacksInput && (Nest(span, "llm.input_messages.") ?? Nest(span, "gen_ai.prompt.")) is { } input)
        {
            conversation.AddInput(input);
        }

        if (conversation.LacksOutput && (Nest(span, "llm.output_messages.") ?? Nest(span, "gen_ai.completion.")) is { } output)
        {
            conversation.AddOutput(output);
        }
    }

    /// <summary>The structure that was flattened, with lists as objects of numbers.</summary>
    private static JsonElement? Nest(CapturedSpan span, string prefix)
    {
        var root = new JsonObject();
        foreach (var attribute in span.Attributes.EnumerateObject())
        {
            if (attribute.Name.StartsWith(prefix, StringComparison.Ordinal))
            {
                Set(root, attribute.Name[prefix.Length..].Split('.'), attribute.Value);
            }
        }

        return root.Count == 0 ? null : JsonText.Parse(root.ToJsonString());
    }

    private static void Set(JsonObject node, string[] path, JsonElement value)
    {
        if (path.Length > MaxDepth || !int.TryParse(path[0], out _))
        {
            return;
        }

        foreach (var name in path.AsSpan(0, path.Length - 1))
        {
            if (node[name] is not JsonObject next)
            {
                if (node.ContainsKey(name))
                {
                    return;
                }

                node[name] = next = [];
            }

            node = next;
        }

        node.TryAdd(path[^1], JsonNode.Parse(value.GetRawText()));
    }
}
