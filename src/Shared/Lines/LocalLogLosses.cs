namespace AgentOtel;

/// <summary>
/// Tells of logs that a file or the console did not take: counted, and written to the standard error, since the log itself is
/// what fails.
/// </summary>
internal sealed class LocalLogLosses(TelemetryAccess telemetry, TextWriter error)
{
    private int _isTold;

    public void Dropped()
    {
        telemetry.Current?.CountDropped("logs", "file_queue_full");
        if (Interlocked.Exchange(ref _isTold, 1) == 0)
        {
            Tell("AgentOtel: log lines are dropped: more wait than may, or the app has ended. agentotel.telemetry.dropped counts them.");
        }
    }

    public void Failed(Exception exception) =>
        Tell($"AgentOtel: a log could not be written: {exception.Message} What waits is written when it can be; the folder of the files is AgentOtel:Logs:File:Folder.");

    private void Tell(string text)
    {
        try
        {
            error.WriteLine(text);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The standard error may be a file on the same full disk: then the counter alone tells.
            return;
        }
    }
}
