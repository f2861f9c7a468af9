using AgentOtel.Viewer.Api;
using AgentOtel.Viewer.Dialects;

namespace AgentOtel.Viewer.Queries;

/// <summary>
/// Reads what was spent. Models and tools say it on their spans; computing has no span, and comes from the metric
/// <c>agentotel.cost.usd</c> of that category, with the names that it carries.
/// </summary>
internal sealed class CostReader(ReadSession session)
{
    public static readonly IReadOnlyList<string> Splits = ["category", "model", "provider", "agent", "workflow", "tenant", "service"];

    private const int MaxSteps = 120;
    private const int MaxRows = 1_000;
    private const string Agent = "gen_ai.agent.name";
    private const string Workflow = "gen_ai.workflow.name";
    private const string Tenant = "agentotel.tenant";

    public CostReport Read(TimeWindow asked)
    {
        var window = asked.ToMinutes();
        var step = StepLength.Of(window, MaxSteps);
        var uses = Use.All(session, window).Where(static use => use.Cost > 0 || use.EstimatedCost > 0 || use.Unpriced > 0 || use.Kind is OperationKind.Model).ToList();
        var compute = Compute(window, step);
        return new CostReport
        {
            From = window.FromTime,
            To = window.ToTime,
            Cost = uses.Sum(static use => use.Cost) + compute.Sum(static series => series.Statistics.Sum),
            EstimatedCost = uses.Sum(static use => use.EstimatedCost),
            UnpricedCalls = uses.Sum(static use => use.Unpriced),
            By = new Dictionary<string, IReadOnlyList<CostRow>>
            {
                ["category"] = Split(uses, Category, compute, static _ => "compute"),
                ["model"] = Split(uses.Where(IsModel), static use => use.Name, [], static _ => ""),
                ["provider"] = Split(uses.Where(IsModel), static use => use.Provider, [], static _ => ""),
                ["agent"] = Split(uses, static use => use.Agent, compute, static series => Label(series, Agent)),
                ["workflow"] = Split(uses, static use => use.Workflow, compute, static series => Label(series, Workflow)),
                ["tenant"] = Split(uses, static use => use.Tenant, compute, static series => Label(series, Tenant)),
                ["service"] = Split(uses, static use => use.Service, compute, static series => Label(series, MetricSeries.Service)),
            },
            Unpriced = Split(uses.Where(static use => use.Unpriced > 0), static use => use.Name, [], static _ => ""),
            Steps = Steps(window, step, compute),
        };
    }

    private static bool IsModel(Use use) => use.Kind is OperationKind.Model or OperationKind.Retrieval;

    private static string Category(Use use) => IsModel(use) ? "model" : use.Kind is OperationKind.Tool ? "tool" : "other";

    private static string Label(MetricSeriesView series, string name) => series.Labels.GetValueOrDefault(name, "");

    private IReadOnlyList<MetricSeriesView> Compute(TimeWindow window, StepLength step) => new MetricReader(session).Growth(
        new MetricFilter("agentotel.cost.usd", window, step, [("agentotel.cost.category", "compute")], [Agent, Workflow, Tenant, MetricSeries.Service]));

    /// <summary>By name, the most expensive first; what has no such name is under the empty one.</summary>
    private static IReadOnlyList<CostRow> Split(
        IEnumerable<Use> uses, Func<Use, string> nameOf, IReadOnlyList<MetricSeriesView> compute, Func<MetricSeriesView, string> nameOfSeries)
    {
        var rows = new Dictionary<string, CostRow>(StringComparer.Ordinal);
        foreach (var use in uses)
        {
            Add(new CostRow(nameOf(use), use.Calls, use.InputTokens, use.OutputTokens, use.Cost, use.EstimatedCost, use.Unpriced));
        }

        foreach (var series in compute)
        {
            Add(new CostRow(nameOfSeries(series), 0, 0, 0, series.Statistics.Sum, 0, 0));
        }

        return
        [
            .. rows.Values.OrderByDescending(static row => row.Cost + row.EstimatedCost)
                .ThenByDescending(static row => row.Calls).ThenBy(static row => row.Name, StringComparer.Ordinal).Take(MaxRows),
        ];

        void Add(CostRow row) => rows[row.Name] = rows.TryGetValue(row.Name, out var sum)
            ? new CostRow(
                row.Name,
                sum.Calls + row.Calls,
                sum.InputTokens + row.InputTokens,
                sum.OutputTokens + row.OutputTokens,
                sum.Cost + row.Cost,
                sum.EstimatedCost + row.EstimatedCost,
                sum.Unpriced + row.Unpriced)
            : row;
    }

    private IReadOnlyList<CostStep> Steps(TimeWindow window, StepLength step, IReadOnlyList<MetricSeriesView> compute)
    {
        var spent = SpentSteps.Read(session, window, step);
        var computed = compute.SelectMany(static series => series.Steps).ToLookup(static one => one.Start, static one => one.Value ?? 0);
        return
        [
            .. step.Starts(window).Select(start =>
            {
                var sum = spent.GetValueOrDefault(start);
                var time = Nanos.ToTime(start);
                return new CostStep(time, sum.Cost + computed[time].Sum(), sum.EstimatedCost);
            }),
        ];
    }
}
