namespace AgentOtel.Viewer.Api;

#pragma warning disable CA1002 // Contracts are plain data.

/// <summary>A trace in a list. Times are ISO 8601 in UTC, durations and times to first chunk seconds, money US dollars.</summary>
internal sealed record TraceSummary
{
    public required string TraceId { get; init; }

    /// <summary>The leading workflow's or agent's name, else the span's.</summary>
    public required string Name { get; init; }

    /// <summary><c>workflow</c>, <c>task</c>, <c>agent</c>, <c>plan</c>, <c>tool</c>, <c>model</c>, <c>retrieval</c> or <c>span</c>.</summary>
    public required string Kind { get; init; }

    public required string Service { get; init; }

    /// <summary><c>completed</c>, <c>failed</c>, <c>cancelled</c>, <c>paused</c> or <c>running</c>.</summary>
    public required string Status { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required double Duration { get; init; }

    public string? RunId { get; init; }

    public required int Spans { get; init; }

    public required int Logs { get; init; }

    public required int Errors { get; init; }

    public required int AgentCalls { get; init; }

    public required int ToolCalls { get; init; }

    public required int ModelCalls { get; init; }

    public required int UnpricedCalls { get; init; }

    public required long InputTokens { get; init; }

    public required long OutputTokens { get; init; }

    public required double Cost { get; init; }

    public required double EstimatedCost { get; init; }

    /// <summary>Whether the root has not come, or a span has not ended.</summary>
    public required bool IsIncomplete { get; init; }
}

/// <summary>A page of traces.</summary>
internal sealed record TraceList(IReadOnlyList<TraceSummary> Traces, string? NextCursor);

/// <summary>A trace with all its spans, in order of start.</summary>
internal sealed record TraceDetail
{
    public required TraceSummary Trace { get; init; }

    public required IReadOnlyList<SpanSummary> Spans { get; init; }

    /// <summary>Whether there are more spans than one answer holds.</summary>
    public required bool IsCut { get; init; }

    /// <summary>Traces that this one links to, that link to it, or that belong to the same run.</summary>
    public required IReadOnlyList<LinkedTrace> Linked { get; init; }
}

/// <summary>Another trace: <c>link</c> (this one's), <c>linked_from</c> or <c>same_run</c>.</summary>
internal sealed record LinkedTrace(string TraceId, string? SpanId, string Relation, string? Name, DateTimeOffset? Start, string? Status);

/// <summary>A span in a trace's tree and waterfall.</summary>
internal sealed record SpanSummary
{
    public required string SpanId { get; init; }

    /// <summary>Absent for a root. May name a span that never came.</summary>
    public string? ParentId { get; init; }

    public required string Name { get; init; }

    /// <summary>As <see cref="TraceSummary.Kind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>OTLP's: <c>internal</c>, <c>server</c>, <c>client</c>, <c>producer</c>, <c>consumer</c> or <c>unspecified</c>.</summary>
    public required string SpanKind { get; init; }

    public required string Service { get; init; }

    public required string Scope { get; init; }

    /// <summary>Nanoseconds since the Unix epoch, as text: they pass what a JSON number holds.</summary>
    public required string StartNanos { get; init; }

    /// <summary>Seconds since the trace's earliest start.</summary>
    public required double Offset { get; init; }

    /// <summary>Seconds; absent where it has not ended.</summary>
    public double? Duration { get; init; }

    /// <summary>As <see cref="TraceSummary.Status"/>.</summary>
    public required string Status { get; init; }

    public string? Operation { get; init; }

    public string? Workflow { get; init; }

    public string? Task { get; init; }

    public string? TaskId { get; init; }

    public int? Attempt { get; init; }

    public string? Agent { get; init; }

    public string? Tool { get; init; }

    public string? Provider { get; init; }

    /// <summary>The model that answered, else the one asked for.</summary>
    public string? Model { get; init; }

    public string? RequestModel { get; init; }

    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    public long? CacheReadTokens { get; init; }

    public long? CacheWriteTokens { get; init; }

    public long? ReasoningTokens { get; init; }

    public double? Cost { get; init; }

    public double? EstimatedCost { get; init; }

    public double? TimeToFirstChunk { get; init; }

    public IReadOnlyList<string>? FinishReasons { get; init; }

    public string? ErrorType { get; init; }

    public string? Fingerprint { get; init; }

    /// <summary>The span that counts, where one call came as two spans.</summary>
    public string? DuplicateOf { get; init; }

    /// <summary>What lies below it, itself included, each model call once.</summary>
    public required SpanTotals Totals { get; init; }

    public required int Logs { get; init; }

    /// <summary>Whether it lies on the trace's critical path.</summary>
    public required bool IsCritical { get; init; }
}

/// <summary>What a span and all below it used.</summary>
internal sealed record SpanTotals(int ModelCalls, int ToolCalls, long InputTokens, long OutputTokens, double Cost, double EstimatedCost, int Unpriced)
{
    public static readonly SpanTotals None = new(0, 0, 0, 0, 0, 0, 0);

    public SpanTotals Plus(SpanTotals other) => new(
        ModelCalls + other.ModelCalls,
        ToolCalls + other.ToolCalls,
        InputTokens + other.InputTokens,
        OutputTokens + other.OutputTokens,
        Cost + other.Cost,
        EstimatedCost + other.EstimatedCost,
        Unpriced + other.Unpriced);
}

/// <summary>One span with everything that was sent.</summary>
internal sealed record SpanDetail
{
    public required SpanSummary Span { get; init; }

    public string? StatusMessage { get; init; }

    public string? ErrorStack { get; init; }

    /// <summary>As a JSON object.</summary>
    public required System.Text.Json.JsonElement Attributes { get; init; }

    public required System.Text.Json.JsonElement Resource { get; init; }

    /// <summary>An array of <c>{name, time, offset, attributes}</c>.</summary>
    public required IReadOnlyList<SpanEventView> Events { get; init; }

    public required IReadOnlyList<SpanLinkView> Links { get; init; }

    public required IReadOnlyList<LogView> Logs { get; init; }

    /// <summary>What was said, where content was captured; absent on spans that are no model call, agent, tool or workflow.</summary>
    public ConversationView? Conversation { get; init; }
}

internal sealed record SpanEventView(string Name, DateTimeOffset Time, double Offset, System.Text.Json.JsonElement Attributes);

internal sealed record SpanLinkView(string TraceId, string SpanId, bool IsHeld, System.Text.Json.JsonElement Attributes);

/// <summary>Messages in the order of the call: system instructions, input, output.</summary>
internal sealed record ConversationView
{
    /// <summary>Whether there is any content.</summary>
    public required bool IsCaptured { get; init; }

    /// <summary>How to capture it, where it was not.</summary>
    public string? HowToCapture { get; init; }

    public required IReadOnlyList<MessageView> Messages { get; init; }

    /// <summary>A reference to content kept elsewhere.</summary>
    public string? Reference { get; init; }
}

/// <summary>A message: <c>system</c>, <c>user</c>, <c>assistant</c>, <c>tool</c>; <c>input</c> or <c>output</c>.</summary>
internal sealed record MessageView(string Role, string Direction, string? FinishReason, IReadOnlyList<MessagePartView> Parts);

/// <summary>
/// A part: <c>text</c>, <c>reasoning</c>, <c>tool_call</c> (name, id and arguments in content), <c>tool_result</c>, <c>media</c>
/// (its type in name), <c>other</c> (JSON in content).
/// </summary>
internal sealed record MessagePartView(string Type, string? Content, string? Name = null, string? Id = null);
