namespace AgentOtel;

/// <summary>A tool's execution that starts.</summary>
/// <param name="Tool">The tool's name, of low cardinality (<c>gen_ai.tool.name</c>).</param>
public readonly record struct ToolStart(string Tool)
{
    /// <summary><c>function</c>, <c>extension</c> or <c>datastore</c>; <c>function</c> if absent.</summary>
    public string? Type { get; init; }

    /// <summary>The id that the model gave the call.</summary>
    public string? CallId { get; init; }

    /// <summary>What the tool is for.</summary>
    public string? Description { get; init; }
}
