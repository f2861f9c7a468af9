using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Bounds on the shape of what is read, beside the size of a request.</summary>
internal static class Limits
{
    /// <summary>How deeply values may nest in values: no sender comes near it, and the stack holds it with ease.</summary>
    public const int ValueDepth = 64;

    /// <summary>The depth of JSON that values of <see cref="ValueDepth"/> take: five a level, below those around them.</summary>
    public const int JsonDepth = (ValueDepth * 5) + 32;

    /// <summary>
    /// How many spans, events, links, log records, points and exemplars a request may bring: two bytes of a request can be one of
    /// them, and take a hundred in memory. Senders batch by thousands at most.
    /// </summary>
    public const int Parts = 250_000;

    /// <summary>How many attributes are made room for by their announced number alone.</summary>
    public const int AttributesAhead = 64;

    public static void CountPart(this TelemetryBatch batch)
    {
        if (++batch.Parts > Parts)
        {
            throw new OtlpFormatException($"The request holds more than {Parts} spans, events, links, log records, points and exemplars. Send smaller batches.");
        }
    }

    public static void CheckValueDepth(int depth)
    {
        if (depth > ValueDepth)
        {
            throw new OtlpFormatException($"A value nests more than {ValueDepth} levels deep.");
        }
    }
}
