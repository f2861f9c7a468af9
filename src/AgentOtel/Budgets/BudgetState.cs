using System.Text.Json.Serialization;

namespace AgentOtel;

/// <summary>What was spent in one period, as it is kept over a restart.</summary>
internal sealed class BudgetState
{
    public DateTimeOffset Start { get; set; }

    public decimal Usd { get; set; }

    public long Tokens { get; set; }

    public bool IsUsedUp { get; set; }

    public List<double> Fired { get; set; } = [];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Dictionary<string, BudgetState>))]
internal sealed partial class BudgetJson : JsonSerializerContext;
