using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace AgentOtel.Hosting;

/// <summary>Counts the spans that go to the exporter.</summary>
internal sealed class TakenSpans(DeliveryLedger ledger) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.Recorded)
        {
            ledger.Taken();
        }
    }
}

/// <summary>Counts the log records that go to the exporter.</summary>
internal sealed class TakenLogs(DeliveryLedger ledger) : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data) => ledger.Taken();
}
