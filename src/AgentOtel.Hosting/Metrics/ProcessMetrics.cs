using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AgentOtel.Hosting;

/// <summary>
/// Figures of the process and of the disk that it runs on, under the names of the OpenTelemetry conventions for
/// processes and systems. The runtime's own meter, <c>System.Runtime</c>, has garbage collector, thread pool and heap.
/// </summary>
internal sealed class ProcessMetrics : IDisposable
{
    public const string MeterName = "AgentOtel.Process";

    private readonly Meter _meter = new(MeterName);

    public ProcessMetrics(TimeProvider time)
    {
        _meter.CreateObservableCounter("process.cpu.time", CpuTimes, "s", "CPU time of the process, by mode.");
        _meter.CreateObservableUpDownCounter("process.memory.usage", () => Environment.WorkingSet, "By", "Physical memory of the process.");
        _meter.CreateObservableUpDownCounter("process.thread.count", Threads, "{thread}", "Threads of the process.");
        _meter.CreateObservableGauge("process.uptime", () => Uptime(time), "s", "Time since the process started.");
        _meter.CreateObservableUpDownCounter("system.filesystem.usage", Disk, "By", "Space of the disk that the app runs on, by state.");
    }

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<double>> CpuTimes()
    {
        var usage = Environment.CpuUsage;
        return
        [
            new(usage.UserTime.TotalSeconds, new KeyValuePair<string, object?>("cpu.mode", "user")),
            new(usage.PrivilegedTime.TotalSeconds, new KeyValuePair<string, object?>("cpu.mode", "system")),
        ];
    }

    private static int Threads()
    {
        using var process = Process.GetCurrentProcess();
        return process.Threads.Count;
    }

    private static double Uptime(TimeProvider time)
    {
        using var process = Process.GetCurrentProcess();
        return (time.GetUtcNow() - process.StartTime.ToUniversalTime()).TotalSeconds;
    }

    private static IEnumerable<Measurement<long>> Disk()
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
