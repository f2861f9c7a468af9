namespace AgentOtel.Viewer.Receiving;

/// <summary>What became of a request that was read: taken, perhaps but for some of its items, or refused.</summary>
/// <param name="Refusal"><see langword="null"/> where it was taken.</param>
/// <param name="Rejected">How many items were left out.</param>
/// <param name="RejectionReason">Why the first of them was.</param>
internal readonly record struct Receipt(Refusal? Refusal, int Rejected = 0, string? RejectionReason = null);
