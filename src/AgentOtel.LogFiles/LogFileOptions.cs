namespace AgentOtel.LogFiles;

/// <summary>
/// Settings of <c>AddAgentOtelLogFiles()</c>, read from the section <c>AgentOtel:Logs:File</c> and validated when the app starts.
/// </summary>
public sealed class LogFileOptions
{
    /// <summary>The section of the configuration that the settings are read from.</summary>
    public const string Section = "AgentOtel:Logs:File";

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
