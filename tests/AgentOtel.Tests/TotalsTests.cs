namespace AgentOtel.Tests;

public sealed class TotalsTests
{
    [Fact]
    public void ChildEnded_NestedAgents_CountsEachCallOnceAtEachLevel()
    {
        var run = Node(null, isAgent: false);
        var outer = Start(run);
        var inner = Start(outer);
        TotalsChain.ChildStarted(inner);

        TotalsChain.ChildEnded(inner, new CallFigures { ModelCalls = 1, InputTokens = 7, OutputTokens = 3, CostUsd = 0.1m });
        TotalsChain.ChildEnded(outer, new CallFigures { AgentCalls = 1 });
        TotalsChain.ChildEnded(run, new CallFigures { AgentCalls = 1 });

        var total = run.Totals!.Snapshot();
        Assert.Equal(2, total.Sums.AgentCalls);
        Assert.Equal(1, total.Sums.ModelCalls);
        Assert.Equal(7, total.Sums.InputTokens);
        Assert.Equal(0.1m, total.Sums.CostUsd);
        Assert.False(total.IsIncomplete);
        Assert.Equal(1, outer.Totals!.Snapshot().Sums.ModelCalls);
        Assert.Equal(0, outer.Totals!.Snapshot().OwnModelCalls);
        Assert.Equal(1, inner.Totals!.Snapshot().OwnModelCalls);
    }

    [Fact]
    public void Snapshot_WithAnOpenGrandchild_IsIncomplete()
    {
        var run = Node(null, isAgent: false);
        var agent = Start(run);
        TotalsChain.ChildStarted(agent);
        TotalsChain.ChildEnded(run, default);

        Assert.True(run.Totals!.Snapshot().IsIncomplete);
    }

    [Fact]
    public async Task ChildEnded_InParallel_LosesNothing()
    {
        var run = Node(null, isAgent: false);

        await Parallel.ForAsync(0, 10_000, (_, _) =>
        {
            TotalsChain.ChildStarted(run);
            TotalsChain.ChildEnded(run, new CallFigures { ToolCalls = 1, CostUsd = 0.000_000_1m });
            return ValueTask.CompletedTask;
        });

        Assert.Equal(10_000, run.Totals!.Snapshot().Sums.ToolCalls);
        Assert.Equal(0.001m, run.Totals!.Snapshot().Sums.CostUsd);
    }

    [Fact]
    public void ChildEnded_WithCountsPastWhatThereIs_StaysAtTheMost()
    {
        var run = Node(null, isAgent: false);

        TotalsChain.ChildEnded(run, new CallFigures { InputTokens = long.MaxValue });
        TotalsChain.ChildEnded(run, new CallFigures { InputTokens = 1 });

        Assert.Equal(long.MaxValue, run.Totals!.Snapshot().Sums.InputTokens);
    }

    private static OperationNode Start(OperationNode parent)
    {
        TotalsChain.ChildStarted(parent);
        return Node(parent, isAgent: true);
    }

    private static OperationNode Node(OperationNode? parent, bool isAgent) =>
        new(AgentContext.Empty, parent) { IsAgent = isAgent, Totals = new Totals() };
}
