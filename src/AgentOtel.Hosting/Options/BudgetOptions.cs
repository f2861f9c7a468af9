namespace AgentOtel.Hosting;

/// <summary>A budget in the configuration (<c>AgentOtel:Budgets</c>); see <see cref="Budget"/>.</summary>
public sealed class BudgetOptions
{
    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>How long it lasts, in UTC.</summary>
    public BudgetPeriod Period { get; set; } = BudgetPeriod.Day;

    /// <summary>US dollars; no limit where absent.</summary>
    public decimal? LimitUsd { get; set; }

    /// <summary>Input and output tokens; no limit where absent.</summary>
    public long? LimitTokens { get; set; }

    /// <summary>The workflow that it counts; all where absent.</summary>
    public string? Workflow { get; set; }

    /// <summary>The agent that it counts; all where absent.</summary>
    public string? Agent { get; set; }

    /// <summary>The tenant that it counts; all where absent.</summary>
    public string? Tenant { get; set; }

    /// <summary>The fractions of the limit that are told of; 0.5, 0.8 and 1 where absent.</summary>
    public IList<double> Fractions { get; } = [];

    /// <summary>Whether a call without a price uses a budget in dollars up.</summary>
    public bool RefuseUnpriced { get; set; }

    internal Budget ToBudget()
    {
        var budget = new Budget(Name!, Period)
        {
            LimitUsd = LimitUsd,
            LimitTokens = LimitTokens,
            Workflow = Workflow,
            Agent = Agent,
            Tenant = Tenant,
            RefuseUnpriced = RefuseUnpriced,
        };
        return Fractions.Count == 0 ? budget : budget with { Fractions = [.. Fractions] };
    }
}
