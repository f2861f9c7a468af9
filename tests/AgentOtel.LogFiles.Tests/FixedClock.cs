namespace AgentOtel.LogFiles.Tests;

/// <summary>A clock that stands still until it is set; its timers are the system's.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
