namespace AgentOtel.Hosting;

/// <summary>Where logs go beside OTLP (<c>AgentOtel:Logs</c>). All of them are redacted and carry the context.</summary>
public sealed class LogsOptions
{
    /// <summary>
    /// How logs look on the console. <c>Auto</c>, the default, is readable in development and JSON elsewhere, in apps that log
    /// to the console at all.
    /// </summary>
    public ConsoleFormat Console { get; set; } = ConsoleFormat.Auto;
}

/// <summary>How logs look on the console.</summary>
public enum ConsoleFormat
{
    /// <summary>Readable in development, JSON elsewhere.</summary>
    Auto,

    /// <summary>A line for a person.</summary>
    Readable,

    /// <summary>A line of JSON, of the same schema as the files.</summary>
    Json,

    /// <summary>Nothing.</summary>
    Off,
}
