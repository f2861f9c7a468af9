namespace AgentOtel;

/// <summary>What a provider bills beside tokens; what it did not bill stays 0. It serves pricing alone.</summary>
public readonly record struct BilledUnits
{
    /// <summary>Images that were made.</summary>
    public int Images { get; init; }

    /// <summary>Seconds of audio or video.</summary>
    public decimal Seconds { get; init; }

    /// <summary>Characters, of speech for one.</summary>
    public long Characters { get; init; }

    /// <summary>Pages that were read.</summary>
    public int Pages { get; init; }

    /// <summary>Searches of the web.</summary>
    public int Searches { get; init; }
}
