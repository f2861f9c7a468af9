namespace AgentOtel.Viewer.Dialects;

/// <summary>What a model call used. As sent until <see cref="Settle"/>; afterwards input includes what was cached, output reasoning.</summary>
internal struct TokenUsage
{
    public long? Input;
    public long? Output;
    public long? CacheRead;
    public long? CacheWrite;
    public long? Reasoning;

    /// <summary>The sender's own total, which tells whether it counts parts inside or beside the whole.</summary>
    public long? Total;

    /// <summary>The sender is known to count cached tokens beside the input.</summary>
    public bool IsCacheOutside;

    /// <summary>The sender is known to count reasoning beside the output.</summary>
    public bool IsReasoningOutside;

    public void Settle()
    {
        Input = Known(Input);
        Output = Known(Output);
        CacheRead = Known(CacheRead);
        CacheWrite = Known(CacheWrite);
        Reasoning = Known(Reasoning);
        var cached = (CacheRead ?? 0) + (CacheWrite ?? 0);
        var reasoning = Reasoning ?? 0;
        var beyond = Total - (Input ?? 0) - (Output ?? 0);
        var isEachOutside = beyond == cached + reasoning;
        if (Input is { } input && cached > 0 && (IsCacheOutside || cached > input || beyond == cached || isEachOutside))
        {
            Input = input + cached;
        }

        if (Output is { } output && reasoning > 0 && (IsReasoningOutside || reasoning > output || beyond == reasoning || isEachOutside))
        {
            Output = output + reasoning;
        }
    }

    /// <summary>Also nothing where a sum could overflow: no call uses that many.</summary>
    private static long? Known(long? tokens) => tokens is >= 0 and < 1L << 50 ? tokens : null;
}
