namespace AgentOtel.Viewer.Receiving;

/// <summary>Ends the reading of a request that is not taken.</summary>
internal sealed class RefusedException(Refusal refusal, Exception? innerException = null) : Exception(refusal.Message, innerException)
{
    public Refusal Refusal { get; } = refusal;
}
