using System.Diagnostics;

namespace AgentOtel;

public abstract partial class AgentOperation
{
    /// <summary>The attributes that the content stands under; absent where this kind has none.</summary>
    private protected virtual ContentNames? ContentNames => null;

    /// <summary>What is captured of the content; absent where none is, or where this kind has none.</summary>
    private protected OperationContent? Content => ContentNames is { } names && _core is { Content: { IsOn: true } policy }
        ? Notes.Content ??= new OperationContent(policy, names)
        : null;

    /// <summary>
    /// Records what went in: its shape and, where content is captured, the content itself. A model call takes
    /// <see cref="ModelMessage"/>s, a tool its arguments.
    /// </summary>
    public void SetInput(object? value) => Capture(ContentPart.Input, value);

    /// <summary>
    /// Records what came out: its shape and, where content is captured, the content itself. A model call takes
    /// <see cref="ModelMessage"/>s, a tool its result.
    /// </summary>
    public void SetOutput(object? value) => Capture(ContentPart.Output, value);

    /// <summary>Lets a kind read what came out.</summary>
    private protected virtual void OnOutput(object? value)
    {
    }

    /// <summary>Reads what the app gives, which may throw: a collection that changes, a property that fails.</summary>
    private protected void Capture(ContentPart part, object? value)
    {
        if (_core is not { } core || _ended != 0)
        {
            return;
        }

        try
        {
            switch (part)
            {
                case ContentPart.Input:
                    Notes.InputSummary = core.Content.Summarize(value);
                    break;
                case ContentPart.Output:
                    Notes.OutputSummary = core.Content.Summarize(value);
                    OnOutput(value);
                    break;
            }

            Content?.Set(part, value);
        }
        catch (Exception exception)
        {
            // The boundary to the host.
            core.Report(exception, "the recording of content");
        }
    }

    /// <summary>The fields that every end has.</summary>
    private protected EventFields Ended(string message, string status, double seconds) => WithContent(new EventFields(message)
        .Add(SemanticConventions.AgentOtel.Status, status)
        .Add(SemanticConventions.AgentOtel.Duration, seconds)
        .Add(SemanticConventions.Error.Type, Failure?.Type)
        .Add(SemanticConventions.AgentOtel.Errors.Category, Failure?.Category)
        .Add(SemanticConventions.AgentOtel.InputSummary, _notes?.InputSummary)
        .Add(SemanticConventions.AgentOtel.OutputSummary, _notes?.OutputSummary));

    /// <summary>The content on the event of the end; model calls have an event for it.</summary>
    private protected virtual EventFields WithContent(EventFields fields)
    {
        _notes?.Content?.AddTo(fields);
        return fields;
    }

    /// <summary>Hands what was captured to the app's own store.</summary>
    private void CompleteContent(TelemetryCore core)
    {
        if (_notes?.Content is not { } content)
        {
            return;
        }

        try
        {
            content.Complete(SpanName, Activity?.Context ?? default, RecordedContext);
        }
        catch (Exception exception)
        {
            // The callback is the app's: without a reference the operation is recorded all the same.
            core.Report(exception, nameof(ContentUpload));
        }
    }

    private void AddContent(Activity span) => _notes?.Content?.AddTo(span);
}
