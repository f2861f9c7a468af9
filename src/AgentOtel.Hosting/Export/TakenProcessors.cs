using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace AgentOtel.Hosting;

/// <summary>Counts the spans that go to the exporter. It stands before it, so that it ends first.</summary>
internal sealed class TakenSpans(DeliveryLedger ledger, StartGate gate) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.Recorded)
        {
            ledger.Taken();
        }
    }

    protected override bool OnShutdown(int timeoutMilliseconds)
    {
        gate.GiveUp();
        return true;
    }
}

/// <summary>Counts the log records that go to the exporter. It stands before it, so that it ends first.</summary>
internal sealed class TakenLogs(DeliveryLedger ledger, StartGate gate) : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data) => ledger.Taken();

    protected override bool OnShutdown(int timeoutMilliseconds)
    {
        gate.GiveUp();
        return true;
    }
}
