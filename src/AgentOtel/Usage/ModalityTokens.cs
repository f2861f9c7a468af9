namespace AgentOtel;

/// <summary>A token count split by modality; what the provider did not report stays <see langword="null"/>.</summary>
public readonly record struct ModalityTokens
{
    /// <summary>Tokens of text.</summary>
    public long? Text { get; init; }

    /// <summary>Tokens of images.</summary>
    public long? Image { get; init; }

    /// <summary>Tokens of audio.</summary>
    public long? Audio { get; init; }

    internal bool IsEmpty => this == default;

    internal long Sum => (Text ?? 0) + (Image ?? 0) + (Audio ?? 0);
}
