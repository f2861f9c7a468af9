using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace AgentOtel.AspNetCore;

/// <summary>Hands what a collection gave to whoever asked for it.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class ScrapeExporter : BaseExporter<Metric>, IPullMetricExporter
{
    private Func<int, bool>? _collect;
    private ExpositionWriter? _writer;

    // The SDK sets it when the reader is made.
    Func<int, bool>? IPullMetricExporter.Collect
    {
        get => _collect;
        set => _collect = value;
    }

    /// <summary>Collects into the writer. One at a time.</summary>
    public bool CollectInto(ExpositionWriter writer)
    {
        _writer = writer;
        try
        {
            return _collect is not null && _collect(Timeout.Infinite);
        }
        finally
        {
            _writer = null;
        }
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        _writer?.Write(batch, ParentProvider.GetResource());
        return ExportResult.Success;
    }
}
