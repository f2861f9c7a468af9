using System.Diagnostics;

namespace AgentOtel;

/// <summary>Where an operation starts, for those that do not simply start below the current one.</summary>
public readonly record struct StartOptions
{
    /// <summary>
    /// The operation to start below, whatever is current here: for parallel branches. It may have ended.
    /// </summary>
    public AgentOperation? Parent { get; init; }

    /// <summary>
    /// Whether the current flow stays as it is: the operation becomes current only inside
    /// <see cref="AgentOperation.RunAsync(Func{Task})"/> and its like.
    /// </summary>
    public bool Detached { get; init; }

    /// <summary>A span of another process to start below; it wins over <see cref="Parent"/> for the span alone.</summary>
    public ActivityContext RemoteParent { get; init; }

    /// <summary>Spans that this one is related to without standing below them.</summary>
    public IReadOnlyList<ActivityLink>? Links { get; init; }
}
