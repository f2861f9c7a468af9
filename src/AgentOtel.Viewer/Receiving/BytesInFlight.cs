namespace AgentOtel.Viewer.Receiving;

/// <summary>Counts the bytes that requests hold while they are read and decoded, all together. Thread-safe.</summary>
internal sealed class BytesInFlight(long max)
{
    private long _held;

    public long Held => Volatile.Read(ref _held);

    /// <summary>Takes more, or throws <see cref="RefusedException"/> where that would be too much.</summary>
    public void Take(int bytes)
    {
        if (Interlocked.Add(ref _held, bytes) > max)
        {
            GiveBack(bytes);
            throw new RefusedException(Refusal.TooMuch());
        }
    }

    public void GiveBack(int bytes) => Interlocked.Add(ref _held, -bytes);
}
