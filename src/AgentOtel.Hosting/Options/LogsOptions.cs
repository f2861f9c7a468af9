namespace AgentOtel.Hosting;

/// <summary>Where logs go beside OTLP (<c>AgentOtel:Logs</c>). All of them are redacted and carry the context.</summary>
public sealed class LogsOptions
{
    /// <summary>
    /// How logs look on the console. <c>Auto</c>, the default, is readable in development and JSON elsewhere, in apps that log
    /// to the console at all.
    /// </summary>
    public ConsoleFormat Console { get; set; } = ConsoleFormat.Auto;

    /// <summary>The files; none unless a folder is named.</summary>
    public LogFileOptions File { get; } = new();
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

/// <summary>Rolling files of JSON lines (<c>AgentOtel:Logs:File</c>); <c>docs/logging.md</c> lists the fields.</summary>
public sealed class LogFileOptions
{
    /// <summary>The folder. Without one no files are written.</summary>
    public string? Folder { get; set; }

    /// <summary>What the files' names begin with.</summary>
    /// <value><c>log</c>.</value>
    public string Name { get; set; } = "log";

    /// <summary>The size at which a new file is begun; at least 1,024 bytes. A new day begins one too, in UTC.</summary>
    /// <value>10 MB.</value>
    public long MaxFileBytes { get; set; } = 10_000_000;

    /// <summary>How many files stay as they are; older ones are gzipped into the archive. At least 1.</summary>
    /// <value>5.</value>
    public int KeptFiles { get; set; } = 5;

    /// <summary>The archive's folder; <c>archive</c> below <see cref="Folder"/> if absent.</summary>
    public string? ArchiveFolder { get; set; }

    /// <summary>How long files are held after their last line, archived or not.</summary>
    /// <value>30 days.</value>
    public TimeSpan ArchiveFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>What all files may take together, those of other processes in the folder counted; the oldest go first.</summary>
    /// <value>1 GB.</value>
    public long MaxTotalBytes { get; set; } = 1_000_000_000;

    /// <summary>How many lines, of 50 million characters in all, may wait to be written; what comes then is dropped and counted.</summary>
    /// <value>10,000.</value>
    public int QueueSize { get; set; } = 10_000;
}
