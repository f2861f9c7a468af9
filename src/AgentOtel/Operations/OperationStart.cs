using System.Diagnostics;

namespace AgentOtel;

/// <summary>What a kind of operation tells the base about itself.</summary>
internal readonly struct OperationStart
{
    public required string SpanName { get; init; }

    public ActivityKind Kind { get; init; }

    /// <summary>The attributes that samplers see.</summary>
    public required TagList Tags { get; init; }

    /// <summary>The context below the operation, its own name included.</summary>
    public required AgentContext Context { get; init; }

    public required StartOptions Options { get; init; }

    public bool IsAgent { get; init; }

    public bool HasTotals { get; init; }

    public bool HasNoSpan { get; init; }

    /// <summary>Whether a span of another library that is current and has this very name is the same act.</summary>
    public bool MayAdopt { get; init; }
}
