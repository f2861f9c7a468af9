using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>
/// A table with the changes of a file, read again when the file changes. A bad file is refused whole and said so; the last
/// good one stays in force. Thread-safe.
/// </summary>
public sealed partial class PriceFileWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly string _path;
    private readonly PriceTable _beneath;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private volatile PriceTable _table;
    private DateTime _readAt;

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file, of <c>docs/prices-schema.md</c>.</param>
    /// <param name="beneath">The table that it changes.</param>
    /// <param name="logger">Is told of a bad file.</param>
    /// <param name="time">When to look whether it changed.</param>
    /// <exception cref="FormatException">The file is not of the schema; the message names the line and the field.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public PriceFileWatch(string path, PriceTable beneath, ILogger<PriceFileWatch> logger, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(beneath);
        ArgumentNullException.ThrowIfNull(time);
        _path = path;
        _beneath = beneath;
        _logger = logger;
        _readAt = File.GetLastWriteTimeUtc(path);
        _table = beneath.With(PriceFile.Read(path));
        _timer = time.CreateTimer(static state => ((PriceFileWatch)state!).ReadIfChanged(), this, Interval, Interval);
    }

    /// <summary>The table as the file says now.</summary>
    public PriceTable Table => _table;

    /// <summary>What a call cost: a <see cref="CostCalculator"/>.</summary>
    public ModelCost Price(in PricedCall call) => _table.Price(call);

    /// <summary>Stops looking.</summary>
    public void Dispose() => _timer.Dispose();

    private void ReadIfChanged()
    {
        try
        {
            var changedAt = File.GetLastWriteTimeUtc(_path);
            if (changedAt == _readAt)
            {
                return;
            }

            _readAt = changedAt;
            _table = _beneath.With(PriceFile.Read(_path));
            LogRead(_logger, _path, _table.Version);
        }
        catch (Exception exception)
        {
            // A timer's callback: whatever is thrown here would end the process, and prices are not worth that.
            LogRefused(_logger, _path, exception.Message);
        }
    }

    [LoggerMessage(
        EventId = 1,
        EventName = "agentotel.prices.read",
        Level = LogLevel.Information,
        Message = "The prices of {Path} are in force, version {Version}.")]
    private static partial void LogRead(ILogger logger, string path, string version);

    [LoggerMessage(
        EventId = 2,
        EventName = "agentotel.prices.refused",
        Level = LogLevel.Error,
        Message = "The prices of {Path} are refused, and the last good ones stay in force: {Reason}")]
    private static partial void LogRefused(ILogger logger, string path, string reason);
}
