namespace AgentOtel;

/// <summary>A model call was refused, because a budget is used up.</summary>
public sealed class BudgetExceededException : InvalidOperationException
{
    /// <summary>Makes the exception.</summary>
    public BudgetExceededException()
    {
    }

    /// <summary>Makes the exception.</summary>
    public BudgetExceededException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    public BudgetExceededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal BudgetExceededException(Budget budget, decimal spentUsd, long spentTokens)
        : base($"The budget {budget.Name} is used up for this {budget.Period}: {spentUsd} of {budget.LimitUsd} dollars, "
            + $"{spentTokens} of {budget.LimitTokens} tokens.") =>
        Budget = budget;

    /// <summary>The budget.</summary>
    public Budget? Budget { get; }
}
