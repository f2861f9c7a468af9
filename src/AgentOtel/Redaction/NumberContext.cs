namespace AgentOtel;

/// <summary>What a long number is, by the words before it: an id that happens to look like a card is kept.</summary>
internal enum NumberContext
{
    /// <summary>Nothing is said.</summary>
    Unknown,

    /// <summary>The number of an order, a session, a part…</summary>
    Id,

    /// <summary>That of a customer or a user: an id, or a phone number.</summary>
    Party,

    /// <summary>That of a card.</summary>
    Card,
}
