using AgentOtel.Viewer.Dialects;

namespace AgentOtel.Viewer.Tests.Dialects;

public sealed class TokenUsageTests
{
    [Theory]
    [InlineData(100, 20, 30, 0, 0, null, 100, 20)]
    [InlineData(100, 20, 30, 0, 0, 120, 100, 20)]
    [InlineData(100, 20, 30, 10, 0, 160, 140, 20)]
    [InlineData(10, 20, 30, 10, 0, null, 50, 20)]
    [InlineData(100, 20, 0, 0, 5, 125, 100, 25)]
    [InlineData(100, 20, 0, 0, 30, null, 100, 50)]
    [InlineData(100, 20, 30, 0, 5, 155, 130, 25)]
    [InlineData(100, 20, 30, 0, 5, 150, 130, 20)]
    [InlineData(100, 20, 30, 0, 5, 120, 100, 20)]
    public void Settle_AnyHabit_CountsPartsInside(
        int input, int output, int read, int write, int reasoning, int? total, int expectedInput, int expectedOutput)
    {
        var usage = new TokenUsage
        {
            Input = input,
            Output = output,
            CacheRead = read,
            CacheWrite = write,
            Reasoning = reasoning,
            Total = total,
        };

        usage.Settle();

        Assert.Equal((expectedInput, expectedOutput), (usage.Input, usage.Output));
        Assert.Equal((read, write, reasoning), (usage.CacheRead, usage.CacheWrite, usage.Reasoning));
    }
}
