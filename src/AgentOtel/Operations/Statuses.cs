namespace AgentOtel;

/// <summary>The values of <c>agentotel.status</c>.</summary>
internal static class Statuses
{
    public const string Completed = "completed";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";
    public const string Paused = "paused";
}
