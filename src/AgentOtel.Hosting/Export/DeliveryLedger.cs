namespace AgentOtel.Hosting;

/// <summary>
/// Counts what one signal took in, sent and lost. What was taken in and neither sent nor refused is waiting in a queue
/// or was dropped by a full one: more than the queue can hold is surely lost.
/// </summary>
internal sealed class DeliveryLedger(Signal signal, int capacity, TelemetryAccess telemetry)
{
    private readonly Lock _gate = new();
    private long _taken;
    private long _sent;
    private long _refused;
    private long _overflowed;
    private long _reported;
    private bool _isOver;

    public Signal Signal { get; } = signal;

    private long Waiting => _taken - _sent - _refused - _overflowed;

    public void Taken()
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            _taken++;
            if (Waiting > capacity)
            {
                _overflowed++;
                Count("queue_full", 1);
            }
        }
    }

    public void Delivered(long count, bool isSent)
    {
        lock (_gate)
        {
            if (isSent)
            {
                _sent += count;
            }
            else
            {
                _refused += count;
                Count("export_failed", count);
            }
        }
    }

    /// <summary>From now on nothing more is taken in: what comes after the end of the app's telemetry was never to be sent.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isOver = true;
        }
    }

    /// <summary>What is still waiting when the app ends is lost.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isOver = true;
            if (Waiting is > 0 and var waiting)
            {
                _refused += waiting;
                Count("not_flushed", waiting);
            }
        }
    }

    /// <summary>What was lost since this was last asked.</summary>
    public long TakeUnreported()
    {
        lock (_gate)
        {
            var lost = _refused + _overflowed;
            var unreported = lost - _reported;
            _reported = lost;
            return unreported;
        }
    }

    private void Count(string reason, long count) => telemetry.Current?.CountDropped(Signal.Name, reason, count);
}
