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

    public void Set(ContentPart part, object? value)
    {
        switch (part)
        {
            case ContentPart.Input:
                _input = policy.Write(value, names.AreMessages ? "user" : null);
                break;
            case ContentPart.Output:
                _output = policy.Write(value, names.AreMessages ? "assistant" : null);
                break;
            case ContentPart.Instructions:
                var text = new Dictionary<string, object?> { ["type"] = "text", ["content"] = value ?? "" };
                _instructions = policy.Write(new[] { text }, null);
                break;
            case ContentPart.ToolDefinitions:
                _tools = policy.Write(value, null);
                break;
            default:
                Append((string?)value ?? "");
                break;
        }
    }

    /// <summary>Hands what was captured to the app's own store. What its callback throws is the caller's to catch.</summary>
    public void Complete(string operation, ActivityContext span, AgentContext context)
    {
        if (_output is null && _stream is not null)
        {
            _output = policy.Write(_stream.ToString(), "assistant");
        }

        _reference = policy.Upload?.Invoke(new CapturedContent
        {
            Operation = operation,
            Span = span,
            Context = context,
            Input = _input,
            Output = _output,
            Instructions = _instructions,
            ToolDefinitions = _tools,
        });
    }

    public void AddTo(Activity span)
    {
        Add(span, SemanticConventions.AgentOtel.ContentReference, _reference);
        if (policy.Capture.HasFlag(ContentCapture.Spans))
        {
            Add(span, names.Input, _input);
            Add(span, names.Output, _output);
            Add(span, SemanticConventions.GenAi.SystemInstructions, _instructions);
            Add(span, SemanticConventions.GenAi.Tool.Definitions, _tools);
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

    private static void Add(Activity span, string name, string? value)
    {
        if (value is not null)
        {
            span.AddTag(name, value);
        }
    }

    private void Append(string text)
    {
        _stream ??= new StringBuilder();
        if (_stream.Length < policy.MaxChars)
        {
            _stream.Append(TextCut.Chars(text, policy.MaxChars - _stream.Length));
        }
    }
}
