using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentOtel;

/// <summary>
/// Owns the <c>AgentOtel</c> source and meter. Thread-safe; one for a process is enough.
/// </summary>
public sealed class AgentTelemetry : IDisposable
{
    private readonly TelemetryCore _core;

    /// <summary>Makes the source and the instruments.</summary>
    /// <param name="options">The settings; the defaults where absent.</param>
    /// <param name="logger">Takes the log events; without one there are none.</param>
    public AgentTelemetry(AgentTelemetryOptions? options = null, ILogger<AgentTelemetry>? logger = null) =>
        _core = new TelemetryCore(options ?? new(), logger ?? NullLogger<AgentTelemetry>.Instance);

    /// <summary>The name of the source and of the meter.</summary>
    public const string SourceName = TelemetryCore.Name;

    internal TelemetryCore Core => _core;

    /// <summary>Takes the source and the meter away from their listeners.</summary>
    public void Dispose() => _core.Dispose();
}
