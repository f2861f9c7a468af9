namespace AgentOtel.Viewer.Storage;

/// <summary>What became of a batch: committed (or, while taking in is paused, let go), or refused with the reason.</summary>
/// <param name="Refusal">Why it was refused, in words for the sender; <see langword="null"/> where it was taken.</param>
/// <param name="IsRetryable">Whether sending the same again may succeed.</param>
/// <param name="IsLetGo">Whether it was taken and not kept, since taking in is paused.</param>
internal readonly record struct WriteOutcome(string? Refusal, bool IsRetryable, bool IsLetGo = false)
{
    public static WriteOutcome Taken => default;

    public static WriteOutcome LetGo => new(null, IsRetryable: false, IsLetGo: true);

    public bool IsTaken => Refusal is null;

    /// <summary>The sender should try again in a while.</summary>
    public static WriteOutcome TryAgain(string reason) => new(reason, IsRetryable: true);

    /// <summary>Trying again would not help.</summary>
    public static WriteOutcome Reject(string reason) => new(reason, IsRetryable: false);
}
