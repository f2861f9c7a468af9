namespace AgentOtel.Tests;

public sealed class TotalsTests
{
    [Fact]
    public void MarkEnded_NestedAgents_CountsEachCallOnceAtEachLevel()
    {
        var run = new OperationNode(null, isAgent: false, new Totals());
        var outer = Start(run, isAgent: true);
        var inner = Start(outer, isAgent: true);
        var call = Start(inner, isAgent: false);

        call.MarkEnded(new CallFigures { ModelCalls = 1, InputTokens = 7, OutputTokens = 3, CostUsd = 0.1m });
        inner.MarkEnded(new CallFigures { AgentCalls = 1 });
        outer.MarkEnded(new CallFigures { AgentCalls = 1 });

        var total = run.Totals!.Snapshot();
        Assert.Equal(2, total.AgentCalls);
        Assert.Equal(1, total.ModelCalls);
        Assert.Equal(7, total.InputTokens);
        Assert.Equal(0.1m, total.CostUsd);
        Assert.False(total.IsIncomplete);
        Assert.Equal(1, outer.Totals!.Snapshot().ModelCalls);
        Assert.Equal(0, outer.Totals!.Snapshot().OwnModelCalls);
        Assert.Equal(1, inner.Totals!.Snapshot().OwnModelCalls);
    }

    [Fact]
    public void Snapshot_WithAnOpenGrandchild_IsIncomplete()
    {
        var run = new OperationNode(null, isAgent: false, new Totals());
        var agent = Start(run, isAgent: true);
        Start(agent, isAgent: false);
        agent.MarkEnded(default);

        Assert.True(run.Totals!.Snapshot().IsIncomplete);
    }

    [Fact]
    public async Task MarkEnded_InParallel_LosesNothing()
    {
        var run = new OperationNode(null, isAgent: false, new Totals());

        await Parallel.ForAsync(0, 10_000, (_, _) =>
        {
            Start(run, isAgent: false).MarkEnded(new CallFigures { ToolCalls = 1, CostUsd = 0.000_000_1m });
            return ValueTask.CompletedTask;
        });

        Assert.Equal(10_000, run.Totals!.Snapshot().ToolCalls);
        Assert.Equal(0.001m, run.Totals!.Snapshot().CostUsd);
    }

    private static OperationNode Start(OperationNode parent, bool isAgent)
    {
        var node = new OperationNode(parent, isAgent, isAgent ? new Totals() : null);
        node.MarkStarted();
        return node;
    }
}
