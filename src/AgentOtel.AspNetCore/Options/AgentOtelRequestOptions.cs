using Microsoft.AspNetCore.Http;

namespace AgentOtel.AspNetCore;

/// <summary>Settings of <c>AddAgentOtelRequests()</c>, read from the section <c>AgentOtel:Requests</c> and validated when the app starts.</summary>
public sealed class AgentOtelRequestOptions
{
    /// <summary>The section of the configuration that the settings are read from.</summary>
    public const string Section = "AgentOtel:Requests";

    /// <summary>Paths that are not recorded, with all below them: probes and scrapes.</summary>
    /// <value><c>/health</c> and <c>/metrics</c>; a list in the configuration stands in their place.</value>
    public IList<string> ExcludedPaths { get; } = ["/health", "/metrics"];

    /// <summary>The request headers that are recorded (<c>http.request.header.&lt;key&gt;</c>), redacted. None by default.</summary>
    public IList<string> RecordedHeaders { get; } = [];

    /// <summary>Whether the query string is recorded (<c>url.query</c>), redacted. Off by default: names of parameters tell much.</summary>
    public bool RecordQuery { get; set; }

    /// <summary>The header that carries the correlation id, in and out.</summary>
    /// <value><c>X-Correlation-ID</c>.</value>
    public string CorrelationHeader { get; set; } = "X-Correlation-ID";

    /// <summary>
    /// Whether callers are trusted with the context (run, user, tenant…) that they send as W3C <c>baggage</c>. Off by default:
    /// anyone can send such a header.
    /// </summary>
    public bool TrustBaggage { get; set; }

    /// <summary>The claim that names the user, such as <c>sub</c>; none by default. Logs carry a keyed hash of it.</summary>
    public string? UserClaim { get; set; }

    /// <summary>The claim that names the tenant; none by default.</summary>
    public string? TenantClaim { get; set; }

    /// <summary>The claim that names the session, such as <c>sid</c>; none by default.</summary>
    public string? SessionClaim { get; set; }

    /// <summary>
    /// The content types whose bodies are logged, such as <c>application/json</c>, redacted and cut. None by default. A stream
    /// is passed on as it comes.
    /// </summary>
    public IList<string> BodyContentTypes { get; } = [];

    /// <summary>The most that is logged of a body, in bytes; from 1 to 1,048,576.</summary>
    /// <value>4,096.</value>
    public int MaxBodyBytes { get; set; } = 4096;

    /// <summary>
    /// Whether what the app counts with prometheus-net leaves over OTLP too, on the meter <c>prometheus-net</c>: the registries that
    /// <c>MapAgentOtelMetrics()</c> was given, or else <c>Metrics.DefaultRegistry</c>. Off by default.
    /// </summary>
    public bool ExportPrometheusNet { get; set; }

    internal bool IsExcluded(PathString path)
    {
        foreach (var excluded in ExcludedPaths)
        {
            if (path.StartsWithSegments(excluded, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
