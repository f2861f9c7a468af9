using System.Globalization;

namespace AgentOtel.Tests.Cost;

/// <summary>Costs of <c>worked-cases.csv</c>, each with its arithmetic written out: tokens × dollars / million.</summary>
public sealed class WorkedCasesTests
{
    public static TheoryData<string> Cases =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cost", "worked-cases.csv")).Skip(1)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Price_OfAWorkedCase_IsTheFigure(string line)
    {
        var columns = line.Split(',');
        var counts = columns[2]
            .Split(' ')
            .Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => long.Parse(pair[1], CultureInfo.InvariantCulture));

        var cost = PriceTable.Shipped.Break(new PricedCall
        {
            Provider = columns[0],
            RequestModel = columns[1],
            ServiceTier = columns[3] == "" ? null : columns[3],
            Time = DateTimeOffset.Parse(columns[4], CultureInfo.InvariantCulture),
            Units = new() { Searches = (int)counts.GetValueOrDefault("searches") },
            Usage = new()
            {
                InputTokens = Count("in"),
                OutputTokens = Count("out"),
                CacheReadTokens = Count("read"),
                CacheWriteTokens = Count("write"),
                CacheWriteOneHourTokens = Count("hour"),
                ReasoningTokens = Count("reasoning"),
                Input = new() { Audio = Count("inaudio"), Image = Count("inimage") },
                Output = new() { Audio = Count("outaudio"), Image = Count("outimage") },
            },
        });

        Assert.Equal(decimal.Parse(columns[5], CultureInfo.InvariantCulture), cost.Usd);
        Assert.Equal(Work(columns[6]), cost.Usd);
        Assert.Empty(cost.Gaps);

        long? Count(string name) => counts.TryGetValue(name, out var count) ? count : null;
    }

    private static decimal Work(string arithmetic) => arithmetic.Split(" + ").Sum(term =>
    {
        var factors = term.Split(' ');
        return decimal.Parse(
            factors[0],
            CultureInfo.InvariantCulture) * decimal.Parse(
                factors[2], CultureInfo.InvariantCulture) / decimal.Parse(factors[4], CultureInfo.InvariantCulture);
    });
}
