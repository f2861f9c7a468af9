namespace AgentOtel.Viewer.Tests.Storage.Keeping;

/// <summary>Tells the time that a test sets; how long something takes is the system's.</summary>
internal sealed class SetClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
