namespace AgentOtel.Hosting;

/// <summary>How the app's console shows logs (<c>AgentOtel:Logs:Console</c>).</summary>
public enum ConsoleFormat
{
    /// <summary>As .NET would: not redacted.</summary>
    Off,

    /// <summary>Redacted: readable in development, JSON elsewhere.</summary>
    Auto,

    /// <summary>Redacted: a line for a person.</summary>
    Readable,

    /// <summary>Redacted: a line of JSON, of the same schema as log files have.</summary>
    Json,
}
