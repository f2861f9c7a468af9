using System.Diagnostics.Metrics;

namespace AgentOtel.Hosting;

/// <summary>
/// Figures of the disk that the app runs on, under the names of the OpenTelemetry conventions for systems. Those of the process
/// come from OpenTelemetry's own instrumentation.
/// </summary>
internal sealed class DiskMetrics : IDisposable
{
    public const string MeterName = "AgentOtel.Disk";

    private readonly Meter _meter = new(MeterName);

    public DiskMetrics() =>
        _meter.CreateObservableUpDownCounter("system.filesystem.usage", Measure, "By", "Space of the disk that the app runs on, by state.");

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<long>> Measure()
    {
        var drive = new DriveInfo(AppContext.BaseDirectory);
        if (!drive.IsReady)
        {
            return [];
        }

        var mount = new KeyValuePair<string, object?>("system.filesystem.mountpoint", drive.Name);
        return
        [
            new(drive.AvailableFreeSpace, new("system.filesystem.state", "free"), mount),
            new(drive.TotalSize - drive.TotalFreeSpace, new("system.filesystem.state", "used"), mount),
        ];
    }
}
