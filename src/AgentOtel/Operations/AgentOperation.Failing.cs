namespace AgentOtel;

public abstract partial class AgentOperation
{
    private protected ErrorFacts? Failure => _notes?.Failure;

    /// <summary>The category of a failure that the exception does not tell by itself.</summary>
    private protected virtual string UnknownErrorCategory => ErrorCategories.Internal;

    /// <summary>
    /// Marks the operation as failed. The failure is counted once, however many operations the exception passes through.
    /// A cancellation is told apart from a fault.
    /// </summary>
    public void Fail(Exception exception)
    {
        if (_core is not { } core || _ended != 0)
        {
            return;
        }

        try
        {
            SetFailure(core, core.ErrorClassifier.Classify(exception, UnknownErrorCategory, SpanName, this is ModelCall), exception);
        }
        catch (Exception fault)
        {
            // The boundary to the host: an exception's own members and the app's rules may throw.
            core.Report(fault, nameof(Fail));
        }
    }

    /// <summary>Marks the operation as failed without an exception.</summary>
    /// <param name="errorType">What failed, in a word of low cardinality (<c>error.type</c>).</param>
    public void Fail(string errorType)
    {
        if (_core is not { } core || _ended != 0)
        {
            return;
        }

        try
        {
            SetFailure(core, core.ErrorClassifier.FromType(errorType, UnknownErrorCategory, SpanName), null);
        }
        catch (Exception fault)
        {
            // The boundary to the host, as above.
            core.Report(fault, nameof(Fail));
        }
    }

    private protected void SetFailure(TelemetryCore core, ErrorFacts failure, Exception? exception)
    {
        Notes.Failure = failure;
        using (CurrentSpan.Use(Activity))
        {
            core.Errors.Record(failure, exception, RecordedContext);
        }
    }
}
