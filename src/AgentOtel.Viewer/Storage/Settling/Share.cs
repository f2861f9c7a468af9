using AgentOtel.Viewer.Dialects;

namespace AgentOtel.Viewer.Storage.Settling;

/// <summary>What one span adds to sums and to its trace's totals; nothing where another span counts in its place.</summary>
internal readonly record struct Share(SumKey Key, SumFigures Figures)
{
    private const long Minute = 60_000_000_000;

    public static Share Of(HeldSpan span)
    {
        var operation = span.Operation;
        var names = span.Names;
        var key = new SumKey(
            span.Start / Minute,
            operation.Kind,
            span.Service,
            names.Workflow ?? "",
            names.Agent ?? "",
            Name(operation, names),
            operation.Provider ?? "",
            names.Tenant ?? "");
        var duration = span.End > span.Start ? span.End - span.Start : 0;
        return new Share(key, new SumFigures(
            Calls: 1,
            Errors: IsFailed(span) ? 1 : 0,
            Duration: duration,
            MaxDuration: duration,
            InputTokens: operation.InputTokens ?? 0,
            OutputTokens: operation.OutputTokens ?? 0,
            CacheReadTokens: operation.CacheReadTokens ?? 0,
            ReasoningTokens: operation.ReasoningTokens ?? 0,
            Cost: operation.Cost ?? 0,
            EstimatedCost: operation.Cost is null ? operation.EstimatedCost ?? 0 : 0,
            Unpriced: IsUnpriced(span) ? 1 : 0));
    }

    public static bool IsFailed(HeldSpan span) => span.Operation.Status is { } status ? status == "failed" : span.HasError;

    /// <summary>A model call that ended without a cost, unless it failed before it used anything.</summary>
    public static bool IsUnpriced(HeldSpan span) =>
        span is { End: not 0, Operation: { Kind: OperationKind.Model, Cost: null, EstimatedCost: null } operation }
        && (!IsFailed(span) || operation.InputTokens is not null || operation.OutputTokens is not null);

    private static string Name(Operation operation, in SpanNames names) => operation.Kind switch
    {
        OperationKind.Workflow => names.Workflow,
        OperationKind.Task => operation.Task,
        OperationKind.Agent or OperationKind.Plan => names.Agent,
        OperationKind.Tool => operation.Tool,
        OperationKind.Model or OperationKind.Retrieval => operation.ResponseModel ?? operation.RequestModel,
        _ => null,
    } ?? "";
}

/// <summary>What <c>sums</c> is kept by.</summary>
internal readonly record struct SumKey(long Minute, OperationKind Kind, string Service, string Workflow, string Agent, string Name, string Provider, string Tenant);

/// <summary>The figures of a row of <c>sums</c>.</summary>
internal readonly record struct SumFigures(
    long Calls,
    long Errors,
    long Duration,
    long MaxDuration,
    long InputTokens,
    long OutputTokens,
    long CacheReadTokens,
    long ReasoningTokens,
    double Cost,
    double EstimatedCost,
    long Unpriced)
{
    /// <summary>The longest call stays where its share is taken back: it is not known who was second.</summary>
    public SumFigures Plus(in SumFigures other, int sign) => new(
        Calls + (sign * other.Calls),
        Errors + (sign * other.Errors),
        Duration + (sign * other.Duration),
        Math.Max(MaxDuration, sign > 0 ? other.MaxDuration : 0),
        InputTokens + (sign * other.InputTokens),
        OutputTokens + (sign * other.OutputTokens),
        CacheReadTokens + (sign * other.CacheReadTokens),
        ReasoningTokens + (sign * other.ReasoningTokens),
        Cost + (sign * other.Cost),
        EstimatedCost + (sign * other.EstimatedCost),
        Unpriced + (sign * other.Unpriced));
}
