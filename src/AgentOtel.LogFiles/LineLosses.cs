namespace AgentOtel.LogFiles;

/// <summary>
/// Tells of lines that a file did not take: counted, and written to the standard error, since the log itself is what fails.
/// </summary>
internal sealed class LineLosses(TelemetryAccess telemetry, TextWriter error)
{
    private const string Key = $"{LogFileOptions.Section}:{nameof(LogFileOptions.Folder)}";

    private long _lost;
    private int _isDropTold;
    private int _isUnreadableTold;

    public void Dropped(LineLoss loss)
    {
        Interlocked.Increment(ref _lost);
        telemetry.Current?.CountDropped("logs", Reason(loss));
        if (loss is not LineLoss.NotFlushed && Interlocked.Exchange(ref _isDropTold, 1) == 0)
        {
            Tell($"Log lines are dropped ({Key}); agentotel.telemetry.dropped counts them.");
        }
    }

    /// <summary>
    /// A record that throws when it is read is lost. The message may hold content, so the exception's type alone is named.
    /// </summary>
    public void Unreadable(Exception exception)
    {
        Dropped(LineLoss.Failed);
        if (Interlocked.Exchange(ref _isUnreadableTold, 1) == 0)
        {
            Tell($"A log record cannot be read: {exception.GetType().FullName}.");
        }
    }

    public void Failed(Exception exception) =>
        Tell($"A log could not be written ({Key}): {exception.Message} What waits is written when it can be.");

    /// <summary>Called when the app ends, and no metric leaves it any more: says how many lines it lost in all.</summary>
    public void Close()
    {
        if (Interlocked.Read(ref _lost) is > 0 and var count)
        {
            Tell($"{count} log lines were lost ({Key}).");
        }
    }

    private static string Reason(LineLoss loss) => loss switch
    {
        LineLoss.QueueFull => "file_queue_full",
        LineLoss.Failed => "file_failed",
        _ => "file_not_flushed",
    };

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
