namespace AgentOtel;

/// <summary>A part of a cost.</summary>
/// <param name="Kind">What: <c>input</c>, <c>cache_read</c>, <c>output</c>…</param>
/// <param name="Quantity">How many tokens, requests, searches, images, seconds, characters or pages.</param>
/// <param name="Rate">US dollars for <paramref name="Per"/> of them.</param>
/// <param name="Per">1,000,000 for tokens and characters, 1,000 for requests and searches, else 1.</param>
public readonly record struct CostPart(string Kind, decimal Quantity, decimal Rate, int Per)
{
    /// <summary>US dollars.</summary>
    public decimal Usd => Quantity * Rate / Per;
}
