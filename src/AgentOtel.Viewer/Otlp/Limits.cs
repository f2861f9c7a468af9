namespace AgentOtel.Viewer.Otlp;

/// <summary>Bounds on the shape of what is read, beside the size of a request.</summary>
internal static class Limits
{
    /// <summary>How deeply values may nest in values: no sender comes near it, and the stack holds it with ease.</summary>
    public const int ValueDepth = 64;

    /// <summary>The depth of JSON that values of <see cref="ValueDepth"/> take: five a level, below those around them.</summary>
    public const int JsonDepth = (ValueDepth * 5) + 32;

    public static void CheckValueDepth(int depth)
    {
        if (depth > ValueDepth)
        {
            throw new OtlpFormatException($"A value nests more than {ValueDepth} levels deep.");
        }
    }
}
