namespace AgentOtel.Tests;

public sealed class AgentContextTests
{
    [Fact]
    public async Task Push_InParallelBranches_FlowsDownAndNeverAcross()
    {
        using var scope = (AgentContext.Current with { ConversationId = "conv-1" }).Push();

        var seen = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(async () =>
        {
            using var branch = (AgentContext.Current with { UserId = $"user-{i}" }).Push();
            await Task.Yield();
            return (AgentContext.Current.ConversationId, AgentContext.Current.UserId);
        })));

        Assert.Equal(Enumerable.Range(0, 50).Select(i => ((string?)"conv-1", (string?)$"user-{i}")), seen);
        Assert.Null(AgentContext.Current.UserId);
    }

    [Fact]
    public void Push_MoreThanSixteenPairs_KeepsSixteen()
    {
        var context = Enumerable.Range(0, 20).Aggregate(AgentContext.Empty, (c, i) => c.With($"k{i}", "v"));

        using var scope = context.Push();

        Assert.Equal(16, AgentContext.Current.Pairs.Count);
        Assert.Equal("k15", AgentContext.Current.Pairs[^1].Key);
    }

    [Fact]
    public void With_AKnownName_ReplacesItsValue()
    {
        var context = AgentContext.Empty.With("region", "eu").With("region", "us");

        Assert.Equal([KeyValuePair.Create("region", "us")], context.Pairs);
    }
}
