using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;

namespace AgentOtel.Hosting;

/// <summary>
/// Notices an OTLP exporter that the app added itself: a second one would send everything twice. The exporter's package
/// registers a factory for its options wherever it is added.
/// </summary>
internal sealed class OwnExporter(IServiceCollection services)
{
    public bool IsPresent => services.Any(service => service.ServiceType == typeof(IOptionsFactory<OtlpExporterOptions>));
}
