using System.Diagnostics;
using OpenTelemetry;

namespace AgentOtel.Hosting;

/// <summary>
/// The last of all processors: what was withheld from the others goes to AgentOtel's exporter, which takes the secrets out on the
/// wire. Without it the span is dropped, and counted.
/// </summary>
internal sealed class ReleasedSpans(OtlpPipeline? pipeline, TelemetryAccess telemetry) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (!WithheldSpans.Restore(data))
        {
            return;
        }

        if (pipeline?.Spans is { } spans)
        {
            pipeline.Withheld.Release(data);
            spans.OnEnd(data);
        }
        else
        {
            telemetry.Current?.CountDropped(Signal.Traces.Name, "not_redactable");
        }
    }
}
