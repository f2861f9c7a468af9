namespace AgentOtel.Hosting;

/// <summary>Where logs go beside OTLP (<c>AgentOtel:Logs</c>).</summary>
public sealed class LogsOptions
{
    /// <summary>How the app's console shows logs: redacted and with the context, or as .NET would.</summary>
    /// <value><c>Off</c>: as .NET would.</value>
    public ConsoleFormat Console { get; set; } = ConsoleFormat.Off;
}
