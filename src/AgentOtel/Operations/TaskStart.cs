namespace AgentOtel;

/// <summary>An attempt at a task that starts.</summary>
/// <param name="Task">The task's name, of low cardinality (<c>agentotel.task.name</c>).</param>
public readonly record struct TaskStart(string Task)
{
    /// <summary>The task's id, the same in each attempt; one is made if absent (<c>agentotel.task.id</c>).</summary>
    public string? Id { get; init; }

    /// <summary>Which attempt this is, from 1; 0 counts as 1 (<c>agentotel.task.attempt</c>).</summary>
    public int Attempt { get; init; }

    /// <summary>Why the attempt before failed, in a word of low cardinality.</summary>
    public string? RetryReason { get; init; }
}
