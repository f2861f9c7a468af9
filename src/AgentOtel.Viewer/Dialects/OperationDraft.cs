using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Dialects;

/// <summary>
/// What the dialects found on a span while its attributes are read, one after the other. The official convention's word stands;
/// the others fill what it leaves open.
/// </summary>
internal struct OperationDraft
{
    public Sender Senders;
    public OperationKind Kind;
    public string? Name;
    public string? Workflow;
    public string? RunId;
    public string? Task;
    public string? TaskId;
    public int? Attempt;
    public string? Agent;
    public string? Tool;
    public string? ToolCallId;
    public bool IsMcpClient;
    public string? Provider;

    /// <summary>The provider's older name, which stands where the newer is missing.</summary>
    public string? System;

    public string? RequestModel;
    public string? ResponseModel;
    public string? ResponseId;
    public TokenUsage Usage;
    public double? Cost;
    public bool IsCostSourced;

    /// <summary>The sender counts reasoning beside the output, by the name it gives it.</summary>
    public bool IsReasoningApart;

    public bool IsCostIncomplete;
    public AttributeValue FinishReasons;

    /// <summary>Seconds.</summary>
    public double? TimeToFirstChunk;

    public string? Conversation;
    public string? Session;
    public string? User;
    public string? Tenant;
    public string? Status;
    public string? ErrorType;
    public string? ErrorCategory;
    public string? ErrorSeverity;
    public string? ErrorFingerprint;

    /// <summary>What a dialect other than the official calls the span: <c>traceloop.span.kind</c>, <c>openinference.span.kind</c>, <c>ai.operationId</c>.</summary>
    public string? SpanType;

    /// <summary>The name beside it, of whatever the span is: <c>traceloop.entity.name</c>, <c>ai.telemetry.functionId</c>.</summary>
    public string? Entity;

    /// <summary><c>mcp.method.name</c>.</summary>
    public string? McpMethod;

    /// <summary><c>executor.id</c> of Agent Framework.</summary>
    public string? Executor;

    public readonly bool Speaks(Sender sender) => (Senders & sender) != 0;
}
