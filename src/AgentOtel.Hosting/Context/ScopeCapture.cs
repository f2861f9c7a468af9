using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentOtel.Hosting;

/// <summary>
/// A logging provider that logs nothing: the logger factory gives it the scopes, and that it is asked for a logger shows
/// that the factory is the one that OpenTelemetry is registered with.
/// </summary>
[ProviderAlias("AgentOtelScopes")]
internal sealed class ScopeCapture : ILoggerProvider, ISupportExternalScope
{
    public const string ProbeCategory = "AgentOtel.Probe";

    public IExternalScopeProvider? Scopes { get; private set; }

    public bool IsInUse { get; private set; }

    public ILogger CreateLogger(string categoryName)
    {
        IsInUse = true;
        return NullLogger.Instance;
    }

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => Scopes = scopeProvider;

    public void Dispose()
    {
    }
}
