namespace AgentOtel;

/// <summary>
/// The app's telemetry, once it stands. Processors read it here: asking the container would ask for the logger that
/// they are a part of.
/// </summary>
internal sealed class TelemetryAccess
{
    public AgentTelemetry? Current { get; set; }
}
