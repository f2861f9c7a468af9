using AgentOtel.Viewer.Api;
using AgentOtel.Viewer.Dialects;

namespace AgentOtel.Viewer.Queries;

/// <summary>Reads the first page.</summary>
internal sealed class OverviewReader(ReadSession session)
{
    private const int MaxSteps = 120;
    private const int MaxNames = 20;
    private const int MaxRuns = 5;

    public Overview Read(TimeWindow asked)
    {
        var window = asked.ToMinutes();
        var runs = new RunFigures(session);
        var uses = Use.All(session, window);
        return new Overview
        {
            From = window.FromTime,
            To = window.ToTime,
            Figures = runs.Of(window),
            Before = runs.Of(window.Before),
            Steps = Steps(window, runs),
            Models = NamedUses.Own(uses, OperationKind.Model, MaxNames),
            Agents = NamedUses.Whole(uses, OperationKind.Agent, static use => use.Agent, MaxNames),
            Tools = NamedUses.Own(uses, OperationKind.Tool, MaxNames),
            Workflows = NamedUses.Whole(uses, OperationKind.Workflow, static use => use.Workflow, MaxNames),
            Slowest = Top(window, "-duration"),
            MostExpensive = [.. Top(window, "-cost").Where(static trace => trace.Cost + trace.EstimatedCost > 0)],
        };
    }

    private IReadOnlyList<TraceSummary> Top(TimeWindow window, string sort) =>
        new TraceSearch(session).Find(new TraceFilter { Window = window }, TraceSort.Parse(sort), null, MaxRuns).Traces;

    private IReadOnlyList<OverviewStep> Steps(TimeWindow window, RunFigures figures)
    {
        var step = StepLength.Of(window, MaxSteps);
        var runs = figures.Steps(window, step);
        var errors = figures.Errors(window, step.Nanoseconds);
        var spent = SpentSteps.Read(session, window, step);
        return
        [
            .. step.Starts(window).Select(start =>
            {
                var (count, failed) = runs.GetValueOrDefault(start);
                var (tokens, cost, estimated) = spent.GetValueOrDefault(start);
                return new OverviewStep(Nanos.ToTime(start), count, failed, tokens, cost, errors.GetValueOrDefault(start), estimated);
            }),
        ];
    }
}
