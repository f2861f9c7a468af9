using Microsoft.Extensions.Logging;

namespace AgentOtel.Viewer.Storage;

/// <summary>What a person should know of the store: shown on the page while it holds, and logged once. Thread-safe.</summary>
internal sealed partial class StoreWarnings(ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly List<string> _lasting = [];
    private string? _trouble;

    /// <summary>Why nothing is taken now; <see langword="null"/> where all is well.</summary>
    public string? Trouble
    {
        get
        {
            lock (_lock)
            {
                return _trouble;
            }
        }

        set
        {
            lock (_lock)
            {
                if (value is not null && value != _trouble)
                {
                    LogWarning(logger, value);
                }

                _trouble = value;
            }
        }
    }

    public IReadOnlyList<string> All
    {
        get
        {
            lock (_lock)
            {
                return _trouble is null ? [.. _lasting] : [_trouble, .. _lasting];
            }
        }
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
