namespace AgentOtel;

/// <summary>Counts by modality, which few calls have: so that usage stays small.</summary>
internal sealed record ModalitySplit
{
    public ModalityTokens Input { get; init; }

    public ModalityTokens Output { get; init; }

    public ModalityTokens CacheRead { get; init; }

    public bool IsEmpty => Input.IsEmpty && Output.IsEmpty && CacheRead.IsEmpty;
}
