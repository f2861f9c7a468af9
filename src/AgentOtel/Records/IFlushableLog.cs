namespace AgentOtel;

/// <summary>A log that writes on a thread of its own, and has lines waiting when the process dies.</summary>
internal interface IFlushableLog
{
    /// <summary>Waits until what was logged before is written. Gives up when that was tried in vain, or the time is over.</summary>
    /// <returns>Whether all of it was written.</returns>
    bool Flush(TimeSpan timeout);
}
