using AgentOtel.Viewer.Storage.Rows;

namespace AgentOtel.Viewer.Storage.Settling;

/// <summary>A trace that something lately came for, with its spans in memory.</summary>
internal sealed class HeldTrace(long id, UInt128 traceId)
{
    /// <summary>Of a larger trace the latest spans are held and others read as they are asked for.</summary>
    public const int MostSpans = 10_000;

    /// <summary>Of more failures the latest are held; those before stay as they were settled.</summary>
    public const int MostFaults = 500;

    private int _spansBefore;

    public long Id => id;

    public UInt128 TraceId => traceId;

    public Dictionary<ulong, HeldSpan> Spans { get; private set; } = [];

    /// <summary>Spans that this commit brought.</summary>
    public List<HeldSpan> Added { get; } = [];

    /// <summary>Spans written before about which this commit settled something else.</summary>
    public List<HeldSpan> Changed { get; } = [];

    /// <summary>Spans written before in whose place this commit brought another.</summary>
    public List<HeldSpan> Replaced { get; } = [];

    /// <summary>Whether its row is still to be written for the first time.</summary>
    public bool IsNew { get; set; }

    /// <summary>Whether the commit has something for it.</summary>
    public bool IsTouched { get; private set; }

    /// <summary>Whether it has more spans than are held.</summary>
    public bool IsPart { get; set; }

    /// <summary>Whether what its spans say of each other is in memory.</summary>
    public bool IsSettled { get; set; }

    /// <summary>What it is found by, as written.</summary>
    public HashSet<Facet> Facets { get; } = [];

    public List<HeldFault> Faults { get; private set; } = [];

    /// <summary>Faults written before to which this commit adds.</summary>
    public List<HeldFault> ChangedFaults { get; } = [];

    /// <summary>Faults written before that turned out to be another's.</summary>
    public List<(HeldFault Fault, HeldFault Heir)> RemovedFaults { get; } = [];

    /// <summary>The leading span as it was read.</summary>
    public ulong LeadId { get; init; }

    public HeldSpan? Lead { get; set; }

    /// <summary>The time of its first log, for a trace without spans; 0 where it has none.</summary>
    public long FirstLog { get; set; }

    public TraceTotals Totals { get; } = new();

    /// <summary>Begins what a commit has for it.</summary>
    /// <returns>Whether it had begun.</returns>
    public bool Touch()
    {
        if (IsTouched)
        {
            return true;
        }

        IsTouched = true;
        _spansBefore = Spans.Count;
        return false;
    }

    /// <summary>Notes that a span is to be written anew, if it is written at all.</summary>
    public void Change(HeldSpan span)
    {
        if (span.Row is null && !span.IsChanged)
        {
            span.IsChanged = true;
            Changed.Add(span);
        }
    }

    public void Take(LogRow log)
    {
        Totals.Logs++;
        FirstLog = FirstLog == 0 ? log.Time : Math.Min(FirstLog, log.Time);
    }

    /// <summary>Ends the commit.</summary>
    /// <returns>By how many the spans held have grown.</returns>
    public int EndCommit()
    {
        foreach (var span in Added)
        {
            span.Row = null;
        }

        foreach (var span in Changed)
        {
            span.IsChanged = false;
        }

        Added.Clear();
        Changed.Clear();
        Replaced.Clear();
        ChangedFaults.Clear();
        RemovedFaults.Clear();
        IsNew = false;
        IsTouched = false;
        if (Faults.Count > MostFaults)
        {
            Faults = Faults[^(MostFaults / 2)..];
        }

        if (Spans.Count > MostSpans)
        {
            IsPart = true;
            Spans = Spans.Values.OrderByDescending(span => span.Id).Take(MostSpans / 2).ToDictionary(span => span.SpanId);
        }

        return Spans.Count - _spansBefore;
    }
}
