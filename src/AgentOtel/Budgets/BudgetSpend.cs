namespace AgentOtel;

/// <summary>What was spent of one budget in the period under way. Thread-safe.</summary>
internal sealed class BudgetSpend(Budget budget)
{
    private readonly Lock _gate = new();
    private BudgetState _state = new();

    public Budget Budget { get; } = budget;

    /// <summary>Adds to what was spent, and tells the fractions that this reached.</summary>
    public List<BudgetReached> Add(DateTimeOffset now, decimal usd, long tokens, bool isUnpriced)
    {
        lock (_gate)
        {
            Turn(now);
            _state.Usd += usd;
            _state.Tokens += tokens;
            _state.IsUsedUp |= isUnpriced && Budget.RefuseUnpriced && Budget.LimitUsd is not null;
            List<BudgetReached> reached = [];
            foreach (var fraction in Budget.ReportedFractions)
            {
                if (Fraction() >= fraction && !_state.Fired.Contains(fraction))
                {
                    _state.Fired.Add(fraction);
                    reached.Add(new BudgetReached(Budget, fraction, _state.Usd, _state.Tokens));
                }
            }

            return reached;
        }
    }

    public BudgetState Read(DateTimeOffset now)
    {
        lock (_gate)
        {
            Turn(now);
            return new BudgetState
            {
                Start = _state.Start,
                Usd = _state.Usd,
                Tokens = _state.Tokens,
                IsUsedUp = _state.IsUsedUp,
                Fired = [.. _state.Fired],
            };
        }
    }

    public void Restore(BudgetState state)
    {
        lock (_gate)
        {
            _state = state;
        }
    }

    public bool IsExceeded(DateTimeOffset now)
    {
        lock (_gate)
        {
            Turn(now);
            return Fraction() >= 1;
        }
    }

    private static DateTimeOffset StartOf(BudgetPeriod period, DateTimeOffset now)
    {
        var utc = now.UtcDateTime;
        return period switch
        {
            BudgetPeriod.Hour => new(utc.Year, utc.Month, utc.Day, utc.Hour, 0, 0, TimeSpan.Zero),
            BudgetPeriod.Day => new(utc.Date, TimeSpan.Zero),
            _ => new(utc.Year, utc.Month, 1, 0, 0, 0, TimeSpan.Zero),
        };
    }

    private void Turn(DateTimeOffset now)
    {
        var start = StartOf(Budget.Period, now);

        // A clock that is set back does not begin a period again.
        if (_state.Start < start)
        {
            _state = new BudgetState { Start = start };
        }
    }

    private double Fraction()
    {
        var usd = Budget.LimitUsd is { } dollars ? dollars > 0 ? (double)(_state.Usd / dollars) : 1 : 0;
        var tokens = Budget.LimitTokens is { } most ? most > 0 ? (double)_state.Tokens / most : 1 : 0;
        return Math.Max(Math.Max(usd, tokens), _state.IsUsedUp ? 1 : 0);
    }
}
