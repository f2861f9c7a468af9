using System.Text.Json;
using AgentOtel.Viewer.Api;

namespace AgentOtel.Viewer.Dialects.Conversations;

/// <summary>
/// A conversation as it is put together. The same content may stand in several dialects: of instructions, input and output each
/// comes from the first reader that has it.
/// </summary>
internal sealed class ConversationDraft
{
    private readonly List<MessageView> _instructions = [];
    private readonly List<MessageView> _input = [];
    private readonly List<MessageView> _output = [];

    public bool LacksInstructions => _instructions.Count == 0;

    public bool LacksInput => !HasContent(_input);

    public bool LacksOutput => !HasContent(_output);

    public bool HasAny => HasContent(_instructions) || HasContent(_input) || HasContent(_output);

    public IReadOnlyList<MessageView> Messages => [.. _instructions, .. _input, .. _output];

    public void AddInstructions(JsonElement instructions)
    {
        var parts = new List<MessagePartView>();
        MessageParts.Read(JsonText.Unwrap(instructions), parts);
        Add(_instructions, new MessageView("system", "input", null, parts));
    }

    /// <summary>One message or a list of them, in whatever shape; a text that is no JSON stands as it is.</summary>
    public void AddInput(JsonElement messages, string role = "user") => AddAll(_input, messages, role, "input");

    /// <inheritdoc cref="AddInput"/>
    public void AddOutput(JsonElement messages, string role = "assistant") => AddAll(_output, messages, role, "output");

    public void AddToolCall(string? content, string? name, string? id) =>
        Add(_input, new MessageView("assistant", "input", null, [new MessagePartView("tool_call", content, name, id)]));

    public void AddToolResult(string? content, string? name, string? id) =>
        Add(_output, new MessageView("tool", "output", null, [new MessagePartView("tool_result", content, name, id)]));

    public void AddOutput(MessageView message) => Add(_output, message);

    private static void AddAll(List<MessageView> to, JsonElement messages, string role, string direction)
    {
        foreach (var message in MessageShape.ReadAll(JsonText.Unwrap(messages), role, direction))
        {
            Add(to, message);
        }
    }

    private static void Add(List<MessageView> to, MessageView message)
    {
        if (message.Parts.Count > 0)
        {
            to.Add(message);
        }
    }

    /// <summary>Names of tools alone, that some send without content, are no content.</summary>
    private static bool HasContent(List<MessageView> messages) =>
        messages.Exists(message => message.Parts.Any(part => !string.IsNullOrEmpty(part.Content)));
}
