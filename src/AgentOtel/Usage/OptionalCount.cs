namespace AgentOtel;

/// <summary>A count that may not be known, in eight bytes: usage travels with every call. A count of -1 is none.</summary>
internal readonly record struct OptionalCount
{
    private readonly long _inverted;

    public OptionalCount(long? value) => _inverted = ~(value ?? -1);

    public bool IsKnown => _inverted != 0;

    public long? Value => _inverted == 0 ? null : ~_inverted;
}
