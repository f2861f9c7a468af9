namespace ModelSimulator;

/// <summary>How the simulator behaves. With the same seed the same requests get the same answers and faults.</summary>
public sealed record ModelSimulatorOptions
{
    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>What answers and faults are drawn from.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The part of the requests that fail, from 0 to 1.</summary>
    public double FaultRate { get; init; }

    /// <summary>About how long a model thinks before it answers.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>About how long it takes from one chunk of a stream to the next.</summary>
    public TimeSpan ChunkLatency { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How long the fault <c>timeout</c> hangs, unless the caller gives up first.</summary>
    public TimeSpan HangFor { get; init; } = TimeSpan.FromMinutes(2);
}
