namespace AgentOtel;

/// <summary>
/// Answers what a model call cost. Called on the hot path, from any thread; what it throws is reported, and the call
/// counts as unpriced.
/// </summary>
/// <param name="call">What was called, and what it used.</param>
public delegate ModelCost CostCalculator(in PricedCall call);
