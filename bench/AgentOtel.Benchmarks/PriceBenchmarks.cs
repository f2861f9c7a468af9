using BenchmarkDotNet.Attributes;

namespace AgentOtel.Benchmarks;

/// <summary>What a call costs, by the shipped table: finding the model, and the arithmetic.</summary>
[MemoryDiagnoser]
public class PriceBenchmarks
{
    private static readonly DateTimeOffset Time = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);

    private readonly PriceTable _table = PriceTable.Shipped;
    private readonly PricedCall _call = new()
    {
        Provider = "openai",
        RequestModel = "gpt-4.1",
        ResponseModel = "gpt-4.1-2025-04-14",
        Usage = new TokenUsage { InputTokens = 1000, OutputTokens = 200, CacheReadTokens = 400 },
        Time = Time,
    };

    [Benchmark]
    public PriceRow? Find() => _table.Find("openai", "gpt-4.1", "gpt-4.1-2025-04-14");

    [Benchmark]
    public ModelCost Price() => _table.Price(_call);
}
