namespace AgentOtel;

/// <summary>What may be spent in a period, by all of the process or by a part of it.</summary>
/// <param name="Name">Its name, of low cardinality (<c>agentotel.budget.name</c>).</param>
/// <param name="Period">How long it lasts, in UTC.</param>
public sealed record Budget(string Name = "", BudgetPeriod Period = BudgetPeriod.Day)
{
    private static readonly double[] Usual = [0.5, 0.8, 1];

    /// <summary>US dollars; no limit where absent.</summary>
    public decimal? LimitUsd { get; init; }

    /// <summary>Input and output tokens; no limit where absent.</summary>
    public long? LimitTokens { get; init; }

    /// <summary>The workflow that it counts; all where absent.</summary>
    public string? Workflow { get; init; }

    /// <summary>The agent that it counts; all where absent.</summary>
    public string? Agent { get; init; }

    /// <summary>The tenant that it counts; all where absent.</summary>
    public string? Tenant { get; init; }

    /// <summary>
    /// The fractions of the limit at which an event is written and the callback called, once each a period; 0.5, 0.8 and 1
    /// where none is named.
    /// </summary>
    public IList<double> Fractions { get; init => field = value ?? []; } = [];

    /// <summary>
    /// Whether a call without a price uses the budget in dollars up: what it costs is not known. Otherwise it counts against
    /// tokens alone.
    /// </summary>
    public bool RefuseUnpriced { get; init; }

    internal IEnumerable<double> ReportedFractions => Fractions.Count > 0 ? Fractions : Usual;

    internal bool Counts(AgentContext context) =>
        (Workflow is null || Workflow == context.Workflow)
            && (Agent is null || Agent == context.Agent)
            && (Tenant is null || Tenant == context.Tenant);
}

/// <summary>How long a budget lasts.</summary>
public enum BudgetPeriod
{
    /// <summary>From one full hour to the next.</summary>
    Hour,

    /// <summary>From midnight to midnight, UTC.</summary>
    Day,

    /// <summary>From the first of a month to the next, UTC.</summary>
    Month,
}

/// <summary>A budget that reached one of its fractions.</summary>
/// <param name="Budget">The budget.</param>
/// <param name="Fraction">The fraction that was reached.</param>
/// <param name="SpentUsd">What was spent in this period, in US dollars.</param>
/// <param name="SpentTokens">What was spent in this period, in tokens.</param>
public sealed record BudgetReached(Budget Budget, double Fraction, decimal SpentUsd, long SpentTokens);
