namespace AgentOtel.Viewer.Storage;

/// <summary>Where a store keeps what it takes, and how much of it.</summary>
/// <param name="Path">The file; <see langword="null"/> for a temporary one that goes with the store.</param>
/// <param name="MaxBytes">On disk, the write-ahead log included.</param>
/// <param name="MaxQueuedBytes">What may wait to be written, as sent.</param>
internal sealed record StoreSettings(string? Path, long MaxBytes, long MaxQueuedBytes)
{
    public SignalLimit Traces { get; init; } = SignalLimit.None;

    public SignalLimit Logs { get; init; } = SignalLimit.None;

    public SignalLimit Metrics { get; init; } = SignalLimit.None;

    /// <summary>What the write-ahead log may take while a foreign reader keeps it from shrinking.</summary>
    public long MaxWalBytes => Math.Min(MaxBytes / 4, 256L << 20);

    /// <summary>What goes into one transaction, as sent: enough to make commits cheap, so little that senders do not wait long.</summary>
    public long GroupBytes => Math.Min(MaxBytes / 32, 4L << 20);

    public static StoreSettings From(ViewerOptions options) => new(options.File, options.MaxBytes, options.MaxQueuedBytes)
    {
        Traces = Limit(options.Traces, options.MaxBytes),
        Logs = Limit(options.Logs, options.MaxBytes),
        Metrics = Limit(options.Metrics, options.MaxBytes),
    };

    private static SignalLimit Limit(RetentionOptions retention, long maxBytes) => new(retention.MaxAge, (long)(maxBytes * retention.MaxShare));
}

/// <summary>The bounds of one signal.</summary>
internal readonly record struct SignalLimit(TimeSpan MaxAge, long MaxBytes)
{
    public static readonly SignalLimit None = new(TimeSpan.MaxValue, long.MaxValue);
}
