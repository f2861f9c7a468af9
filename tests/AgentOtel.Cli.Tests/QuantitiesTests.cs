using AgentOtel.Cli.View;

namespace AgentOtel.Cli.Tests;

public sealed class QuantitiesTests
{
    [Theory]
    [InlineData("90m", "01:30:00")]
    [InlineData("12h", "12:00:00")]
    [InlineData("1.5d", "1.12:00:00")]
    [InlineData("7D", "7.00:00:00")]
    public void Time_WithAUnit_IsRead(string text, string expected)
    {
        Assert.True(Quantities.TryTime(text, out var time));
        Assert.Equal(expected, time.ToString());
    }

    [Theory]
    [InlineData("7")]
    [InlineData("d")]
    [InlineData("-1d")]
    [InlineData("0h")]
    [InlineData("1y")]
    [InlineData("999999999999999999d")]
    public void Time_OfAnotherForm_IsRefused(string text) => Assert.False(Quantities.TryTime(text, out _));

    [Theory]
    [InlineData("500MB", 524288000)]
    [InlineData("4GB", 4294967296)]
    [InlineData("1.5kb", 1536)]
    public void Size_WithAUnit_IsRead(string text, long expected)
    {
        Assert.True(Quantities.TrySize(text, out var bytes));
        Assert.Equal(expected, bytes);
    }

    [Theory]
    [InlineData("4")]
    [InlineData("GB")]
    [InlineData("-1GB")]
    [InlineData("0MB")]
    [InlineData("9999999999999TB")]
    public void Size_OfAnotherForm_IsRefused(string text) => Assert.False(Quantities.TrySize(text, out _));
}
