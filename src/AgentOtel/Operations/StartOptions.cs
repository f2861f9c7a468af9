using System.Diagnostics;

namespace AgentOtel;

/// <summary>Where an operation starts, for those that do not simply start below the current one.</summary>
public readonly record struct StartOptions
{
    /// <summary>
    /// The context of the operation to start below (<c>run.Context</c>), whatever is current here: for parallel branches.
    /// The operation may have ended.
    /// </summary>
    public AgentContext? Parent { get; init; }

    /// <summary>
    /// Whether the current flow stays as it is: the operation becomes current only inside
    /// <c>RunAsync</c> and its like.
    /// </summary>
    public bool Detached { get; init; }

    /// <summary>A span of another process to start below; it wins over <see cref="Parent"/> for the span alone.</summary>
    public ActivityContext RemoteParent
    {
        get;
        init
        {
            field = value;
            HasRemoteParent = value != default;
        }
    }

    /// <summary>Spans that this one is related to without standing below them.</summary>
    public IReadOnlyList<ActivityLink>? Links { get; init; }

    internal bool HasRemoteParent { get; private init; }

    internal AgentContext Surroundings => Parent ?? AgentContext.Current;
}
