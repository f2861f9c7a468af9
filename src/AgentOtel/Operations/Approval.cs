using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>
/// A person's approval that is waited for. Counted in <c>agentotel.approvals.waiting</c> until answered or disposed.
/// Thread-safe.
/// </summary>
public sealed class Approval : IDisposable
{
    internal static readonly Approval None = new();

    private readonly TelemetryCore? _core;
    private readonly AgentContext _context = AgentContext.Empty;
    private readonly string _subject = "";
    private readonly long _requestedAt;
    private int _answered;

    private Approval()
    {
    }

    internal Approval(TelemetryCore core, string subject)
    {
        _core = core;
        _subject = subject;
        _context = AgentContext.Current;
        _requestedAt = core.Clock.Now;
        core.Metrics.ApprovalsWaiting.Add(1, Tags());
        if (core.Log.IsEnabled(LogLevel.Information))
        {
            core.Log.Write(LogLevel.Information, EventNames.ApprovalRequested, Fields($"Approval of {subject} requested"), _context);
        }
    }

    /// <summary>Records that it was given, and how long that took. A second answer does nothing.</summary>
    public void Approve() => Answer("approved");

    /// <summary>Records that it was refused, and how long that took. A second answer does nothing.</summary>
    /// <param name="reason">Why; kept to the log event (<c>agentotel.approval.reason</c>).</param>
    public void Reject(string? reason = null) => Answer("rejected", reason);

    /// <summary>Records another answer and how long it took. A second answer does nothing.</summary>
    /// <param name="answer">The answer, of low cardinality.</param>
    public void Answer(string answer) => Answer(answer, null);

    /// <summary>An approval that was not answered counts as abandoned.</summary>
    public void Dispose() => Answer("abandoned");

    private EventFields Fields(string message) =>
        new EventFields(message).Add(SemanticConventions.AgentOtel.Approval.Subject, _subject);

    private TagList Tags()
    {
        var tags = default(TagList);
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.WorkflowName, _context.Workflow);
        return tags;
    }

    private void Answer(string answer, string? reason)
    {
        if (_core is not { } core || Interlocked.Exchange(ref _answered, 1) != 0)
        {
            return;
        }

        var waited = core.Clock.SecondsBetween(_requestedAt, core.Clock.Now);
        core.Metrics.ApprovalsWaiting.Add(-1, Tags());
        core.Metrics.ApprovalWait.Record(waited, Tags());
        if (core.Log.IsEnabled(LogLevel.Information))
        {
            var fields = Fields($"Approval of {_subject}: {answer}")
                .Add(SemanticConventions.AgentOtel.Approval.Answer, answer)
                .Add(SemanticConventions.AgentOtel.Approval.Reason, reason)
                .Add(SemanticConventions.AgentOtel.Approval.Wait, waited);
            core.Log.Write(LogLevel.Information, EventNames.ApprovalAnswered, fields, _context);
        }
    }
}
