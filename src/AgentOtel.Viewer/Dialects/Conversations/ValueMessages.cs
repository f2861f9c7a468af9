namespace AgentOtel.Viewer.Dialects.Conversations;

/// <summary>
/// Whole inputs and outputs as one text or JSON: OpenInference's <c>input.value</c>, OpenLLMetry's <c>traceloop.entity.input</c>,
/// openlit's <c>gen_ai.prompt</c>.
/// </summary>
internal static class ValueMessages
{
    public static void Read(CapturedSpan span, ConversationDraft conversation)
    {
        if (conversation.LacksInput && (span["input.value"] ?? span["traceloop.entity.input"] ?? span["gen_ai.prompt"]) is { } input)
        {
            conversation.AddInput(input);
        }

        if (conversation.LacksOutput && (span["output.value"] ?? span["traceloop.entity.output"] ?? span["gen_ai.completion"]) is { } output)
        {
            conversation.AddOutput(output);
        }
    }
}
