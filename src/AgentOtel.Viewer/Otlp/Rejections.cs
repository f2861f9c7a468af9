using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Why items are left out of a batch, as partial success has it: one place for both encodings.</summary>
internal static class Rejections
{
    public const string NamelessMetric = "A metric has no name.";

    public static void Reject(this TelemetryBatch batch, string reason, int items = 1)
    {
        batch.Rejected += items;
        batch.RejectionReason ??= reason;
    }

    /// <summary>Counts the item as left out where there is a reason to.</summary>
    public static bool IsRejected(this TelemetryBatch batch, string? reason)
    {
        if (reason is not null)
        {
            batch.Reject(reason);
        }

        return reason is not null;
    }

    /// <summary>Why a span cannot be kept; <see langword="null"/> where it can.</summary>
    public static string? OfSpan(bool hasIds, UInt128 traceId, ulong spanId, ulong start, ulong end)
    {
        if (!hasIds)
        {
            return "A span has an id of a wrong length: a trace id is 16 bytes, a span id 8.";
        }

        return traceId == 0 || spanId == 0 ? "A span has no trace id or no span id." : OfTimes("span", start, end);
    }

    /// <summary>Why an item cannot be kept for its times; <see langword="null"/> where it can.</summary>
    public static string? OfTimes(string item, ulong first, ulong second) =>
        IsTime(first) && IsTime(second) ? null : $"A {item} has a time after the year 2262.";

    /// <summary>Why a histogram's point cannot be kept; <see langword="null"/> where it can.</summary>
    public static string? OfBuckets(int bounds, int counts) =>
        counts == bounds + 1 || (counts == 0 && bounds == 0) ? null : $"A histogram's point has {counts} counts and {bounds} bounds: there is one count more than bounds.";

    public static long TimeOrNone(ulong nanoseconds) => IsTime(nanoseconds) ? (long)nanoseconds : 0;

    /// <summary>Whether a time of the wire fits 64 bits with a sign.</summary>
    private static bool IsTime(ulong nanoseconds) => nanoseconds <= long.MaxValue;
}
