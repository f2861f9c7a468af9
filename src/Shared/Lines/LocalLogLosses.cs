namespace AgentOtel;

/// <summary>
/// Tells of logs that a file or the console did not take: counted, and written to the standard error, since the log itself is
/// what fails.
/// </summary>
/// <param name="telemetry">Counts them.</param>
/// <param name="error">The standard error.</param>
/// <param name="target">What the lines are written to, in a word.</param>
/// <param name="key">The key of the configuration that says where it is.</param>
internal sealed class LocalLogLosses(TelemetryAccess telemetry, TextWriter error, string target, string key)
{
    // In the order of LineLoss.
    private readonly string[] _reasons = [$"{target}_queue_full", $"{target}_failed", $"{target}_not_flushed"];
    private long _unsaid;
    private int _isTold;
    private int _isUnreadableTold;

    public void Dropped(LineLoss loss)
    {
        Interlocked.Increment(ref _unsaid);
        Count(_reasons[(int)loss]);
        if (loss is not LineLoss.NotFlushed && Interlocked.Exchange(ref _isTold, 1) == 0)
        {
            Tell($"Log lines are dropped ({key}); agentotel.telemetry.dropped counts them.");
        }
    }

    /// <summary>A record that throws when it is read is lost. The message may hold content, so the exception's type alone is named.</summary>
    public void Unreadable(Exception exception)
    {
        Dropped(LineLoss.Failed);
        if (Interlocked.Exchange(ref _isUnreadableTold, 1) == 0)
        {
            Tell($"A log record cannot be read: {exception.GetType().FullName}.");
        }
    }

    public void Failed(Exception exception) =>
        Tell($"A log could not be written ({key}): {exception.Message} What waits is written when it can be.");

    /// <summary>Called when the app ends, and no metric leaves it any more.</summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref _unsaid, 0) is > 0 and var count)
        {
            Tell($"{count} log lines were lost ({key}).");
        }
    }

    private void Count(string reason)
    {
        try
        {
            telemetry.Current?.CountDropped("logs", reason);
        }
        catch (Exception exception)
        {
            // The meter's listeners are the app's, and so is what they throw; it must not end the writing.
            Tell($"A lost log line could not be counted: {exception.GetType().FullName}.");
        }
    }

    private void Tell(string text)
    {
        try
        {
            error.WriteLine($"AgentOtel: {text}");
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The standard error may be a file on the same full disk: then the counter alone tells.
            return;
        }
    }
}
