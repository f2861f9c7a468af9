namespace AgentOtel;

/// <summary>A message to or from a model, in the shape of the convention. It is read only where content is captured.</summary>
/// <param name="Role"><c>system</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>.</param>
/// <param name="Parts">What it is made of.</param>
public sealed record ModelMessage(string Role, IReadOnlyList<MessagePart> Parts)
{
    /// <summary>A message of text.</summary>
    public ModelMessage(string role, string text)
        : this(role, [MessagePart.Text(text)])
    {
    }

    /// <summary>Who speaks, where several have the same role.</summary>
    public string? Name { get; init; }

    /// <summary>Why an answer ended.</summary>
    public string? FinishReason { get; init; }
}
