namespace AgentOtel;

/// <summary>Takes a pushed <see cref="AgentContext"/> out of force when disposed.</summary>
public readonly struct ContextScope : IDisposable, IEquatable<ContextScope>
{
    private readonly AgentContext? _previous;

    internal ContextScope(AgentContext? previous) => _previous = previous;

    /// <summary>Puts the context that was in force before <see cref="AgentContext.Push()"/> back.</summary>
    public void Dispose() => AgentContext.Restore(_previous);

    /// <inheritdoc />
    public bool Equals(ContextScope other) => ReferenceEquals(_previous, other._previous);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is ContextScope other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => _previous?.GetHashCode() ?? 0;

    /// <summary>Whether both put the same context back.</summary>
    public static bool operator ==(ContextScope left, ContextScope right) => left.Equals(right);

    /// <summary>Whether they put different contexts back.</summary>
    public static bool operator !=(ContextScope left, ContextScope right) => !left.Equals(right);
}
