using System.Diagnostics;
using OpenTelemetry;

namespace AgentOtel.Hosting;

/// <summary>
/// Sets the context in force on the spans of other libraries, since the kit's own carry it already, and takes secrets out of
/// every span that ends, before any exporter takes it.
/// </summary>
internal sealed class ContextSpanProcessor(TelemetryAccess telemetry, Redactor redactor) : BaseProcessor<Activity>
{
    public override void OnStart(Activity data)
    {
        if (data.IsAllDataRequested && data.Source.Name != AgentTelemetry.SourceName)
        {
            telemetry.Current?.AddContext(data);
        }
    }

    public override void OnEnd(Activity data)
    {
        if (data.IsAllDataRequested && !SpanRedaction.Redact(data, redactor))
        {
            WithheldSpans.Withhold(data);
        }
    }
}
