namespace AgentOtel.Viewer;

/// <summary>Settings of the viewer, read from the section <c>AgentOtel:Viewer</c> and validated when it starts.</summary>
public sealed class ViewerOptions
{
    /// <summary>The section of the configuration that the settings are read from.</summary>
    public const string Section = "AgentOtel:Viewer";

    /// <summary>Whether an app starts it. <see langword="null"/>, the default, starts it unless an OTLP endpoint is configured.</summary>
    public bool? Enabled { get; set; }

    /// <summary>The IP address that all three ports listen on. Another than loopback needs <see cref="Token"/>.</summary>
    /// <value>127.0.0.1.</value>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The page's port, from 0 to 65,535; 0 takes a free one.</summary>
    /// <value>18888.</value>
    public int Port { get; set; } = 18888;

    /// <summary>The port of OTLP/gRPC, from 0 to 65,535; 0 takes a free one.</summary>
    /// <value>4317.</value>
    public int GrpcPort { get; set; } = 4317;

    /// <summary>The port of OTLP/HTTP, from 0 to 65,535; 0 takes a free one.</summary>
    /// <value>4318.</value>
    public int HttpPort { get; set; } = 4318;

    /// <summary>
    /// What the page, the API and senders must show, at least 16 characters: in the header <c>Authorization: Bearer …</c>, or once
    /// in the page's address as <c>?token=…</c>. Absent, nobody is asked.
    /// </summary>
    public string? Token { get; set; }

    /// <summary>Host names beside its own address and <c>localhost</c> under which the page may be asked for.</summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>The SQLite file that keeps what arrives. Absent, a temporary one that is gone when the app ends.</summary>
    public string? File { get; set; }

    /// <summary>The most that the file takes on disk, its write-ahead log included, in bytes; at least 16 MiB. The oldest goes first.</summary>
    /// <value>1 GiB.</value>
    public long MaxBytes { get; set; } = 1L << 30;

    /// <summary>How long, and to what share of <see cref="MaxBytes"/>, traces are kept.</summary>
    public RetentionOptions Traces { get; } = new() { MaxShare = 0.6 };

    /// <summary>How long, and to what share of <see cref="MaxBytes"/>, logs are kept.</summary>
    public RetentionOptions Logs { get; } = new() { MaxShare = 0.3 };

    /// <summary>How long, and to what share of <see cref="MaxBytes"/>, metrics are kept.</summary>
    public RetentionOptions Metrics { get; } = new() { MaxShare = 0.1 };

    /// <summary>Appends what arrives to this file as OTLP JSON lines.</summary>
    public string? SaveFile { get; set; }

    /// <summary>The size at which that file is set aside and a new one begun, in bytes; at least 1 MiB. Five are kept.</summary>
    /// <value>100 MiB.</value>
    public long SaveFileMaxBytes { get; set; } = 100L << 20;

    /// <summary>The most that one request may bring, unzipped, in bytes; from 64 KiB to 256 MiB.</summary>
    /// <value>32 MiB.</value>
    public int MaxRequestBytes { get; set; } = 32 << 20;

    /// <summary>The most that waits to be written, in bytes as sent; at least <see cref="MaxRequestBytes"/>. Beyond it senders are asked to try again.</summary>
    /// <value>64 MiB.</value>
    public long MaxQueuedBytes { get; set; } = 64L << 20;

    /// <summary>The most connections at a time, from 1.</summary>
    /// <value>512.</value>
    public int MaxConnections { get; set; } = 512;

    /// <summary>The most requests a second from one address to the page and the API; from 1.</summary>
    /// <value>200.</value>
    public int MaxRequestsPerSecond { get; set; } = 200;

    /// <summary>
    /// The address that opens a new issue for a group of errors, with <c>{title}</c> and <c>{body}</c> in it, such as
    /// GitHub's <c>https://github.com/acme/app/issues/new?title={title}&amp;body={body}</c> or Jira's
    /// <c>https://acme.atlassian.net/secure/CreateIssueDetails!init.jspa?pid=10000&amp;issuetype=10001&amp;summary={title}&amp;description={body}</c>.
    /// </summary>
    public string? IssueLink { get; set; }

    /// <summary>Prices model calls that came without a cost; what it says is shown as an estimate. Only in code.</summary>
    public CallPricer? Pricer { get; set; }
}
