using AgentOtel.Viewer.Api;
using AgentOtel.Viewer.Dialects.Conversations;

namespace AgentOtel.Viewer.Dialects;

/// <summary>Reads, when a span is looked at, what was said: from wherever its sender put it, in one form.</summary>
internal static class ConversationReader
{
    /// <param name="kind">What the span is.</param>
    /// <param name="scope">The name of its instrumentation scope.</param>
    /// <param name="attributes">Its attributes, a JSON object.</param>
    /// <param name="events">Its events, a JSON array of <c>{name, time, attributes}</c>; <see langword="null"/> for none.</param>
    /// <param name="logs">The log records of the span, in order of time.</param>
    /// <returns><see langword="null"/> for a plain span, and for a task, plan or retrieval that says nothing.</returns>
    public static ConversationView? Read(OperationKind kind, string scope, string attributes, string? events, IReadOnlyList<CapturedLog> logs)
    {
        if (kind is OperationKind.None)
        {
            return null;
        }

        var span = new CapturedSpan(kind, scope, attributes, events, logs);
        var conversation = new ConversationDraft();
        if (kind is OperationKind.Tool)
        {
            ToolContent.Read(span, conversation);
        }

        GenAiMessages.Read(span, conversation);
        PydanticAiMessages.Read(span, conversation);
        VercelAiMessages.Read(span, conversation);
        FlattenedMessages.Read(span, conversation);
        GoogleAdkMessages.Read(span, conversation);
        GenAiEventMessages.Read(span, conversation);
        ValueMessages.Read(span, conversation);

        var reference = Reference(span);
        var isAsked = kind is OperationKind.Model or OperationKind.Agent or OperationKind.Tool or OperationKind.Workflow;
        return conversation.HasAny || reference is not null || isAsked
            ? new ConversationView
            {
                IsCaptured = conversation.HasAny,
                HowToCapture = conversation.HasAny || reference is not null ? null : CaptureAdvice.For(span),
                Messages = conversation.Messages,
                Reference = reference,
            }
            : null;
    }

    /// <summary>Where the app keeps the content itself.</summary>
    private static string? Reference(CapturedSpan span)
    {
        var reference = JsonText.Text(span.Attributes, "agentotel.content.reference");
        foreach (var item in span.Events)
        {
            reference ??= JsonText.Text(item.Attributes, "agentotel.content.reference");
        }

        return reference;
    }
}
