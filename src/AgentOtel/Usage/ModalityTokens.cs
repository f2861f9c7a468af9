namespace AgentOtel;

/// <summary>A token count split by modality; what the provider did not report stays <see langword="null"/>.</summary>
public readonly record struct ModalityTokens
{
    private readonly OptionalCount _text;
    private readonly OptionalCount _image;
    private readonly OptionalCount _audio;

    /// <summary>Tokens of text.</summary>
    public long? Text { get => _text.Value; init => _text = new(value); }

    /// <summary>Tokens of images.</summary>
    public long? Image { get => _image.Value; init => _image = new(value); }

    /// <summary>Tokens of audio.</summary>
    public long? Audio { get => _audio.Value; init => _audio = new(value); }

    internal bool IsEmpty => !(_text.IsKnown || _image.IsKnown || _audio.IsKnown);

    internal long Sum => (Text ?? 0) + (Image ?? 0) + (Audio ?? 0);
}
