using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;

namespace AgentOtel.Hosting;

/// <summary>
/// Notices an OTLP exporter that the app added itself: a second one would send everything twice. The exporter's package
/// registers a factory for its options wherever it is added. Options for an exporter that nobody added are noticed too.
/// </summary>
internal sealed class OwnExporter(IServiceCollection services) : IValidateOptions<AgentOtelOptions>
{
    public bool IsPresent => Has(typeof(IOptionsFactory<OtlpExporterOptions>));

    private bool IsConfigured =>
        Has(typeof(IConfigureOptions<OtlpExporterOptions>)) || Has(typeof(IPostConfigureOptions<OtlpExporterOptions>));

    public ValidateOptionsResult Validate(string? name, AgentOtelOptions options) => IsConfigured && !IsPresent
        ? ValidateOptionsResult.Fail(
            "OtlpExporterOptions are configured, but nothing reads them: AgentOtel's exporter takes the OTEL_EXPORTER_OTLP_* variables, "
            + "from the environment or the app's configuration. Set those, or add an exporter of your own with "
            + "services.AddOpenTelemetry().UseOtlpExporter(), in whose place AgentOtel then adds none.")
        : ValidateOptionsResult.Success;

    private bool Has(Type service) => services.Any(descriptor => descriptor.ServiceType == service);
}
