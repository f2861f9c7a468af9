using Microsoft.Extensions.Logging;

namespace AgentOtel.Viewer.Storage;

/// <summary>What a person should know of the store: shown on the page while it holds, and logged. Thread-safe.</summary>
internal sealed partial class StoreWarnings(ILogger logger, TimeProvider clock)
{
    /// <summary>How often the same is logged at most, where it comes and goes.</summary>
    private static readonly TimeSpan Repeat = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly List<string> _lasting = [];
    private readonly SortedDictionary<StoreTrouble, string> _troubles = [];
    private readonly Dictionary<StoreTrouble, (string Warning, long Time)> _logged = [];

    public IReadOnlyList<string> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _troubles.Values, .. _lasting];
            }
        }
    }

    /// <summary>Says what is wrong now; <see langword="null"/> where it is well again.</summary>
    public void Set(StoreTrouble trouble, string? warning)
    {
        lock (_lock)
        {
            if (warning is null)
            {
                _troubles.Remove(trouble);
                return;
            }

            _troubles[trouble] = warning;
            if (_logged.TryGetValue(trouble, out var last) && last.Warning == warning && clock.GetElapsedTime(last.Time) < Repeat)
            {
                return;
            }

            _logged[trouble] = (warning, clock.GetTimestamp());
        }

        LogWarning(logger, warning);
    }

    /// <summary>Something that stays true for as long as the viewer runs.</summary>
    public void Add(string warning)
    {
        lock (_lock)
        {
            _lasting.Add(warning);
        }

        LogWarning(logger, warning);
    }

    [LoggerMessage(EventId = 10, EventName = "agentotel.viewer.store", Level = LogLevel.Warning, Message = "{Warning}")]
    private static partial void LogWarning(ILogger logger, string warning);
}

/// <summary>What can be wrong for a while.</summary>
internal enum StoreTrouble
{
    /// <summary>No file is open.</summary>
    File,

    /// <summary>What is sent cannot be written.</summary>
    Writing,

    /// <summary>The write-ahead log cannot shrink.</summary>
    Log,

    /// <summary>The bounds cannot be kept.</summary>
    Bounds,
}
