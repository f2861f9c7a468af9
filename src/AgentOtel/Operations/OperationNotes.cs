namespace AgentOtel;

/// <summary>What few operations have, apart so that a handle stays small: how it failed, and what is told of its content.</summary>
internal sealed class OperationNotes
{
    public ErrorFacts? Failure { get; set; }

    public string? InputSummary { get; set; }

    public string? OutputSummary { get; set; }

    public OperationContent? Content { get; set; }

    /// <summary>The context below an operation that has none of its own, once it is asked for.</summary>
    public AgentContext? Inner { get; set; }
}
