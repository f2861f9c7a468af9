using System.Diagnostics;
using OpenTelemetry;

namespace AgentOtel.Hosting;

/// <summary>Sets the context in force on the spans of other libraries; the kit's own carry it already.</summary>
internal sealed class ContextSpanProcessor(TelemetryAccess telemetry) : BaseProcessor<Activity>
{
    public override void OnStart(Activity data)
    {
        if (data.IsAllDataRequested && data.Source.Name != AgentTelemetry.SourceName)
        {
            telemetry.Current?.AddContext(data);
        }
    }
}
