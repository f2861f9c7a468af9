namespace AgentOtel.Viewer.Api;

/// <summary>Which workflow uses which agents, tools and models. Ids are <c>kind:name</c>.</summary>
internal sealed record UsageMap(IReadOnlyList<MapNode> Nodes, IReadOnlyList<MapEdge> Edges);

/// <summary>A <c>workflow</c>, <c>agent</c>, <c>tool</c> or <c>model</c>.</summary>
internal sealed record MapNode(string Id, string Kind, string Name, long Calls, long Errors);

internal sealed record MapEdge(string From, string To, long Calls, long Errors, double MeanDuration, double Cost, double EstimatedCost);

/// <summary>Decisions at one point.</summary>
internal sealed record RoutingPoint(string Point, long Decisions, IReadOnlyList<RoutingChoice> Choices);

internal sealed record RoutingChoice(string Choice, long Decisions, double? MeanConfidence, string? ExampleTraceId);

internal sealed record RoutingList(IReadOnlyList<RoutingPoint> Points);

/// <summary>An evaluation's scores over time.</summary>
internal sealed record EvaluationSeries(string Name, long Count, double? Mean, IReadOnlyList<EvaluationStep> Steps, IReadOnlyList<LabelCount> Labels, IReadOnlyList<EvaluationView> Newest);

internal sealed record EvaluationStep(DateTimeOffset Start, long Count, double? Mean);

internal sealed record LabelCount(string Label, long Count);

internal sealed record EvaluationView(DateTimeOffset Time, double? Score, string? Label, string? Explanation, string? Agent, string? TraceId, string? SpanId);

internal sealed record EvaluationList(IReadOnlyList<EvaluationSeries> Evaluations);

/// <summary>Cost over the window: its total, and one table for each way to split it.</summary>
internal sealed record CostReport
{
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>As sent: models, tools and computing.</summary>
    public required double Cost { get; init; }

    public required double EstimatedCost { get; init; }

    public required long UnpricedCalls { get; init; }

    /// <summary>Keys: <c>category</c>, <c>model</c>, <c>provider</c>, <c>agent</c>, <c>workflow</c>, <c>tenant</c>, <c>service</c>.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<CostRow>> By { get; init; }

    /// <summary>Models without a price.</summary>
    public required IReadOnlyList<CostRow> Unpriced { get; init; }

    public required IReadOnlyList<CostStep> Steps { get; init; }
}

internal sealed record CostRow(string Name, long Calls, long InputTokens, long OutputTokens, double Cost, double EstimatedCost, long Unpriced);

internal sealed record CostStep(DateTimeOffset Start, double Cost, double EstimatedCost);
