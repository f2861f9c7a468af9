namespace AgentOtel;

/// <summary>An agent's invocation that starts.</summary>
/// <param name="Agent">The agent's name, of low cardinality (<c>gen_ai.agent.name</c>).</param>
public readonly record struct AgentStart(string Agent)
{
    /// <summary>The stable id of a hosted agent; never the id of an object in memory.</summary>
    public string? Id { get; init; }

    /// <summary>What the agent is for.</summary>
    public string? Description { get; init; }

    /// <summary>The agent's version.</summary>
    public string? Version { get; init; }

    /// <summary>Who hosts the agent, for one that runs elsewhere (<c>gen_ai.provider.name</c>). It makes the span a client's.</summary>
    public string? Provider { get; init; }

    /// <summary>The host that a remote agent runs on.</summary>
    public string? ServerAddress { get; init; }

    /// <summary>The port that a remote agent listens on.</summary>
    public int? ServerPort { get; init; }

    /// <summary>The model, where the agent knows one alone.</summary>
    public string? Model { get; init; }

    internal bool IsRemote => Provider is not null || ServerAddress is not null;
}
