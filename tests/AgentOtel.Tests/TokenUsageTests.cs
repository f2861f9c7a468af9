namespace AgentOtel.Tests;

public sealed class TokenUsageTests
{
    [Fact]
    public void FromExclusive_WithCachedTokens_AddsThemToTheInput()
    {
        var usage = TokenUsage.FromExclusive(100, 20, cacheReadTokens: 40, cacheWriteTokens: 10, cacheWriteOneHourTokens: 4);

        Assert.Equal(150, usage.InputTokens);
        Assert.Equal(20, usage.OutputTokens);
        Assert.Equal(40, usage.CacheReadTokens);
        Assert.Equal(10, usage.CacheWriteTokens);
        Assert.Equal(4, usage.CacheWriteOneHourTokens);
    }

    [Fact]
    public void FromExclusive_WithoutCachedTokens_LeavesThemUnknown()
    {
        var usage = TokenUsage.FromExclusive(100, 20);

        Assert.Equal(100, usage.InputTokens);
        Assert.Null(usage.CacheReadTokens);
        Assert.Null(usage.CacheWriteTokens);
    }

    [Fact]
    public void IsEmpty_WithAZeroCount_IsFalse()
    {
        Assert.True(default(TokenUsage).IsEmpty);
        Assert.False(new TokenUsage { OutputTokens = 0 }.IsEmpty);
    }
}
