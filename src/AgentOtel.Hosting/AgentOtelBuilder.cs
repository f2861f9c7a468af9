using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

namespace AgentOtel.Hosting;

/// <summary>What OpenTelemetry's hosting package gives, for apps without it: everything else attaches from outside.</summary>
internal sealed class AgentOtelBuilder(IServiceCollection services) : IOpenTelemetryBuilder
{
    public IServiceCollection Services { get; } = services;
}
