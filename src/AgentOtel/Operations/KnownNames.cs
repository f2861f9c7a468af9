namespace AgentOtel;

/// <summary>
/// Names that an app knows it will use. Their counters start at zero, so that the first retry or the first dollar shows as an
/// increase and not as a new series.
/// </summary>
public sealed class KnownNames
{
    /// <summary>Workflows.</summary>
    public IList<string> Workflows { get; } = [];

    /// <summary>Tasks; each may run in each of the workflows.</summary>
    public IList<string> Tasks { get; } = [];

    /// <summary>Agents; each may work in each of the workflows.</summary>
    public IList<string> Agents { get; } = [];

    /// <summary>Models as <c>provider/model</c>; each may be called by each of the agents.</summary>
    public IList<string> Models { get; } = [];
}
