using System.Text.Json;

namespace AgentOtel.Viewer.Dialects.Conversations;

/// <summary>
/// Today's official messages: JSON texts or structures on the span, or on its event <c>gen_ai.client.inference.operation.details</c>,
/// which is a log record or, in Strands, several events of the span.
/// </summary>
internal static class GenAiMessages
{
    private const string Details = "gen_ai.client.inference.operation.details";

    public static void Read(CapturedSpan span, ConversationDraft conversation)
    {
        ReadFrom(span.Attributes, conversation, conversation.LacksInput, conversation.LacksOutput);
        if (conversation is { LacksInstructions: true } && span["gen_ai.agent.system_prompt"] is { } prompt)
        {
            conversation.AddInstructions(prompt);
        }

        var (lacksInput, lacksOutput) = (conversation.LacksInput, conversation.LacksOutput);
        foreach (var item in span.Events)
        {
            if (item.Name == Details)
            {
                ReadFrom(item.Attributes, conversation, lacksInput, lacksOutput);
                ReadFrom(item.Body, conversation, lacksInput, lacksOutput);
            }
        }

        if (conversation.LacksInput && span["gen_ai.retrieval.query.text"] is { } query)
        {
            conversation.AddInput(query);
        }

        if (conversation.LacksOutput && span["gen_ai.retrieval.documents"] is { } documents)
        {
            conversation.AddToolResult(JsonText.Shown(documents), null, null);
        }
    }

    private static void ReadFrom(JsonElement attributes, ConversationDraft conversation, bool lacksInput, bool lacksOutput)
    {
        if (conversation.LacksInstructions && JsonText.Property(attributes, "gen_ai.system_instructions") is { } instructions)
        {
            conversation.AddInstructions(instructions);
        }

        if (lacksInput && JsonText.Property(attributes, "gen_ai.input.messages") is { } input)
        {
            conversation.AddInput(input);
        }

        if (lacksOutput && JsonText.Property(attributes, "gen_ai.output.messages") is { } output)
        {
            conversation.AddOutput(output);
        }
    }
}
