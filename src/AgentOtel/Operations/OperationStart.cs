using System.Diagnostics;

namespace AgentOtel;

/// <summary>What a kind of operation tells the base about itself.</summary>
internal readonly struct OperationStart
{
    public required string SpanName { get; init; }

    public ActivityKind Kind { get; init; }

    /// <summary>The attributes that samplers see.</summary>
    public required KeyValuePair<string, object?>[] Tags { get; init; }

    /// <summary>The context that it starts in or, where it has one of its own, the one below it.</summary>
    public required AgentContext Context { get; init; }

    /// <summary>
    /// Whether the context is its own and is put in force. One that says nothing new starts without: what starts inside finds its
    /// span, and adds to the totals of what is outside.
    /// </summary>
    public bool HasContext { get; init; }

    public bool IsAgent { get; init; }

    public bool HasTotals { get; init; }

    public bool HasNoSpan { get; init; }

    /// <summary>Whether a span of another library that is current and has this very name is the same act.</summary>
    public bool MayAdopt { get; init; }
}
