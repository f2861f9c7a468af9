namespace AgentOtel;

/// <summary>Adds up the parts of one cost. On the hot path it keeps the sum alone; for a breakdown it keeps each part.</summary>
internal struct CostSum(List<CostPart>? parts, List<string>? gaps)
{
    public const int Million = 1_000_000;
    public const int Thousand = 1_000;

    public decimal Usd { get; private set; }

    public bool IsIncomplete { get; private set; }

    public void Gap(string reason)
    {
        IsIncomplete = true;
        gaps?.Add(reason);
    }

    /// <summary>Adds tokens at their own rate or, where it is not known, at the one that stands in: then with a gap.</summary>
    public void Tokens(string kind, long tokens, decimal? rate, decimal? standIn = null)
    {
        if (tokens == 0)
        {
            return;
        }

        if (rate is null)
        {
            Gap($"no rate for {kind}");
        }

        Add(new CostPart(kind, tokens, rate ?? standIn ?? 0, Million));
    }

    /// <summary>Adds what is billed beside tokens.</summary>
    public void Units(string kind, decimal count, decimal? rate, int per)
    {
        if (count == 0)
        {
            return;
        }

        if (rate is null)
        {
            Gap($"no rate for {kind}");
        }

        Add(new CostPart(kind, count, rate ?? 0, per));
    }

    private void Add(CostPart part)
    {
        Usd += part.Usd;
        parts?.Add(part);
    }
}
