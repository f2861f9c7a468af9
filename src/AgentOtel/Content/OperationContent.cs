using System.Diagnostics;
using System.Text;

namespace AgentOtel;

/// <summary>The content of one operation, kept as the JSON that it is recorded as; made only where content is captured.</summary>
internal sealed class OperationContent(ContentPolicy policy, ContentNames names)
{
    private string? _input;
    private string? _output;
    private string? _instructions;
    private string? _tools;
    private string? _reference;
    private StringBuilder? _stream;

    public bool IsOnEvents => policy.Capture.HasFlag(ContentCapture.Events);

    public void SetInput(object? value) => _input = policy.Write(value, names.AreMessages ? "user" : null);

    public void SetOutput(object? value) => _output = policy.Write(value, names.AreMessages ? "assistant" : null);

    public void SetInstructions(string text) =>
        _instructions = policy.Write(new[] { new Dictionary<string, object?> { ["type"] = "text", ["content"] = text } }, null);

    public void SetToolDefinitions(object? value) => _tools = policy.Write(value, null);

    public void Append(string text)
    {
        _stream ??= new StringBuilder();
        if (_stream.Length < policy.MaxChars)
        {
            _stream.Append(TextCut.Chars(text, policy.MaxChars - _stream.Length));
        }
    }

    /// <summary>Hands what was captured to the app's own store.</summary>
    public void Complete(TelemetryCore core, string operation, Activity? span, AgentContext context)
    {
        if (_output is null && _stream is not null)
        {
            _output = policy.Write(_stream.ToString(), "assistant");
        }

        try
        {
            _reference = policy.Upload?.Invoke(new CapturedContent
            {
                Operation = operation,
                Span = span?.Context ?? default,
                Context = context,
                Input = _input,
                Output = _output,
                Instructions = _instructions,
                ToolDefinitions = _tools,
            });
        }
        catch (Exception exception)
        {
            // The callback is the app's: without a reference the operation is recorded all the same.
            core.Report(exception, nameof(AgentTelemetryOptions.ContentUpload));
        }
    }

    public void AddTo(Activity span)
    {
        span.AddKnown(SemanticConventions.AgentOtel.ContentReference, _reference);
        if (policy.Capture.HasFlag(ContentCapture.Spans))
        {
            span.AddKnown(names.Input, _input);
            span.AddKnown(names.Output, _output);
            span.AddKnown(SemanticConventions.GenAi.SystemInstructions, _instructions);
            span.AddKnown(SemanticConventions.GenAi.Tool.Definitions, _tools);
        }
    }

    public void AddTo(EventFields fields)
    {
        fields.Add(SemanticConventions.AgentOtel.ContentReference, _reference);
        if (IsOnEvents)
        {
            fields.Add(names.Input, _input)
                .Add(names.Output, _output)
                .Add(SemanticConventions.GenAi.SystemInstructions, _instructions)
                .Add(SemanticConventions.GenAi.Tool.Definitions, _tools);
        }
    }
}
