namespace AgentOtel.Viewer.Hosting;

/// <summary>What a connection's port is for; stands in the connection's features.</summary>
internal sealed record PortRole
{
    public static readonly PortRole Page = new();
    public static readonly PortRole Grpc = new();
    public static readonly PortRole Http = new();

    private PortRole()
    {
    }

    public bool TakesTelemetry => !ReferenceEquals(this, Page);
}
