namespace AgentOtel.Viewer.Dialects;

/// <summary>What a span is to the viewer, whoever sent it.</summary>
internal enum OperationKind : byte
{
    /// <summary>A plain span: HTTP, database, anything no dialect knows.</summary>
    None,
    Workflow,
    Task,
    Agent,
    Plan,
    Tool,

    /// <summary>A call of a model: chat, text completion, embeddings.</summary>
    Model,
    Retrieval,
}

/// <summary>
/// A span in the viewer's own words. Every field is <see langword="null"/> where the sender did not say it. Names that a sender
/// gives only on the agent's span are filled in below it by the store.
/// </summary>
internal sealed record Operation
{
    public static readonly Operation None = new();

    public OperationKind Kind { get; init; }

    /// <summary>As in <c>gen_ai.operation.name</c>: <c>chat</c>, <c>embeddings</c>, <c>execute_tool</c>.</summary>
    public string? Name { get; init; }

    public string? Workflow { get; init; }

    public string? RunId { get; init; }

    public string? Task { get; init; }

    public string? TaskId { get; init; }

    /// <summary>From 1.</summary>
    public int? Attempt { get; init; }

    public string? Agent { get; init; }

    public string? Tool { get; init; }

    public string? ToolCallId { get; init; }

    /// <summary>A tool call as an MCP client sees it: not another call where it lies inside the tool's own span, see <see cref="SameCall"/>.</summary>
    public bool IsMcpClient { get; init; }

    public string? Provider { get; init; }

    public string? RequestModel { get; init; }

    public string? ResponseModel { get; init; }

    public string? ResponseId { get; init; }

    /// <summary>All input, cached and written to a cache too. Only on model calls: what parents repeat is left out.</summary>
    public long? InputTokens { get; init; }

    /// <summary>All output, reasoning too.</summary>
    public long? OutputTokens { get; init; }

    public long? CacheReadTokens { get; init; }

    public long? CacheWriteTokens { get; init; }

    public long? ReasoningTokens { get; init; }

    /// <summary>US dollars as sent; never 0 for a model without a price.</summary>
    public double? Cost { get; init; }

    public bool IsCostIncomplete { get; init; }

    /// <summary>US dollars, from the host's own prices, for a model call that came without a cost.</summary>
    public double? EstimatedCost { get; init; }

    /// <summary>Each of <c>stop</c>, <c>length</c>, <c>tool_call</c>, <c>content_filter</c>, <c>error</c>, or as sent.</summary>
    public IReadOnlyList<string> FinishReasons { get; init; } = [];

    /// <summary>Seconds.</summary>
    public double? TimeToFirstChunk { get; init; }

    public string? Conversation { get; init; }

    public string? Session { get; init; }

    public string? User { get; init; }

    public string? Tenant { get; init; }

    /// <summary><c>completed</c>, <c>failed</c>, <c>cancelled</c> or <c>paused</c>; from the span's status where the sender has no better.</summary>
    public string? Status { get; init; }

    /// <summary>In one spelling: <c>timeout</c>, <c>429</c>, a class's full name. Null where nothing failed.</summary>
    public string? ErrorType { get; init; }

    public string? ErrorMessage { get; init; }

    public string? ErrorStack { get; init; }

    /// <summary>As sent by the kit; the store makes one where a sender has none.</summary>
    public string? ErrorCategory { get; init; }

    public string? ErrorSeverity { get; init; }

    public string? ErrorFingerprint { get; init; }

    public bool IsModelCall => Kind is OperationKind.Model or OperationKind.Retrieval;
}
