using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>The budgets of a process: counts what is spent, says when a fraction is reached, and keeps it over a restart.</summary>
internal sealed class BudgetLedger : IDisposable
{
    private static readonly TimeSpan SaveInterval = TimeSpan.FromSeconds(1);

    private readonly BudgetSpend[] _spends;
    private readonly EventLog _log;
    private readonly TimeProvider _time;
    private readonly Action<BudgetReached>? _onReached;
    private readonly Action<Exception, string> _report;
    private readonly Lock _saving = new();
    private readonly BudgetFile? _file;
    private readonly ITimer? _timer;
    private int _isChanged;

    public BudgetLedger(
        IEnumerable<Budget> budgets,
        string? stateFolder,
        Action<BudgetReached>? onReached,
        TimeProvider time,
        Meter meter,
        EventLog log,
        Action<Exception, string> report)
    {
        _spends = [.. budgets.Select(budget => new BudgetSpend(budget))];
        _log = log;
        _time = time;
        _onReached = onReached;
        _report = report;
        if (_spends.Length == 0)
        {
            return;
        }

        meter.CreateObservableGauge(
            MetricNames.BudgetLimitUsd, () => Measure<double>(static (budget, _) => (double?)budget.LimitUsd),
            "{USD}", "What a budget allows in a period.");
        meter.CreateObservableGauge(
            MetricNames.BudgetSpentUsd, () => Measure<double>(static (_, state) => (double)state.Usd),
            "{USD}", "What was spent of a budget in the period under way.");
        meter.CreateObservableGauge(
            MetricNames.BudgetLimitTokens, () => Measure<long>(static (budget, _) => budget.LimitTokens),
            "{token}", "What a budget allows in a period.");
        meter.CreateObservableGauge(
            MetricNames.BudgetSpentTokens, () => Measure<long>(static (_, state) => state.Tokens),
            "{token}", "What was spent of a budget in the period under way.");
        if (stateFolder is { } folder)
        {
            _file = Restore(folder);
            _timer = _time.CreateTimer(static state => ((BudgetLedger)state!).Save(), this, SaveInterval, SaveInterval);
        }
        else
        {
            log.Say(
                LogLevel.Information,
                EventNames.BudgetInMemory,
                "Budgets are kept in memory: a restart begins anew. Name a folder to keep them (BudgetFolder).");
        }
    }

    public bool IsOn => _spends.Length > 0;

    public void Spend(AgentContext context, decimal? usd, long tokens, bool isUnpriced)
    {
        foreach (var spend in _spends)
        {
            if (!spend.Budget.Counts(context))
            {
                continue;
            }

            Volatile.Write(ref _isChanged, 1);
            foreach (var reached in spend.Add(_time.GetUtcNow(), usd ?? 0, tokens, isUnpriced))
            {
                Say(reached, context);
                Call(reached);
            }
        }
    }

    /// <exception cref="BudgetExceededException">A budget that counts here is used up.</exception>
    public void Ensure(AgentContext context)
    {
        foreach (var spend in _spends)
        {
            if (spend.Budget.Counts(context) && spend.IsExceeded(_time.GetUtcNow()))
            {
                var state = spend.Read(_time.GetUtcNow());
                throw new BudgetExceededException(spend.Budget, state.Usd, state.Tokens);
            }
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        Save();
        _file?.Dispose();
    }

    private static string Period(Budget budget) => budget.Period switch
    {
        BudgetPeriod.Hour => "hour",
        BudgetPeriod.Day => "day",
        _ => "month",
    };

    private BudgetFile? Restore(string folder)
    {
        try
        {
            var file = BudgetFile.Open(folder);
            var states = file.Read();
            foreach (var spend in _spends)
            {
                if (states.TryGetValue(spend.Budget.Name, out var state))
                {
                    spend.Restore(state);
                }
            }

            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _log.Fault(exception, $"the budgets' folder {folder}: they are kept in memory");
            return null;
        }
    }

    private void Save()
    {
        if (_file is null || Interlocked.Exchange(ref _isChanged, 0) == 0)
        {
            return;
        }

        lock (_saving)
        {
            try
            {
                _file.Write(_spends.ToDictionary(spend => spend.Budget.Name, spend => spend.Read(_time.GetUtcNow())));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // A full disk: what was spent stays in memory, and is written when there is room again.
                Volatile.Write(ref _isChanged, 1);
                _log.Fault(exception, "saving the budgets");
            }
        }
    }

    private void Call(BudgetReached reached)
    {
        try
        {
            _onReached?.Invoke(reached);
        }
        catch (Exception exception)
        {
            // The callback is the user's: what it throws must not reach the call that it counts.
            _report(exception, nameof(BudgetReached));
        }
    }

    private void Say(BudgetReached reached, AgentContext context)
    {
        if (_log.IsEnabled(LogLevel.Warning))
        {
            _log.Write(
                LogLevel.Warning,
                EventNames.BudgetExceeded,
                new EventFields($"Budget {reached.Budget.Name}: {reached.Fraction:P0} of this {Period(reached.Budget)} is spent")
                    .Add(SemanticConventions.AgentOtel.Budget.Name, reached.Budget.Name)
                    .Add(SemanticConventions.AgentOtel.Budget.Period, Period(reached.Budget))
                    .Add(SemanticConventions.AgentOtel.Budget.LimitUsd, (double?)reached.Budget.LimitUsd)
                    .Add(SemanticConventions.AgentOtel.Budget.LimitTokens, reached.Budget.LimitTokens)
                    .Add(SemanticConventions.AgentOtel.Budget.SpentUsd, (double)reached.SpentUsd)
                    .Add(SemanticConventions.AgentOtel.Budget.SpentTokens, reached.SpentTokens)
                    .Add(SemanticConventions.AgentOtel.Budget.Fraction, reached.Fraction),
                context);
        }
    }

    private IEnumerable<Measurement<T>> Measure<T>(Func<Budget, BudgetState, T?> read)
        where T : struct
    {
        foreach (var spend in _spends)
        {
            if (read(spend.Budget, spend.Read(_time.GetUtcNow())) is { } value)
            {
                yield return new Measurement<T>(
                    value,
                    new KeyValuePair<string, object?>(SemanticConventions.AgentOtel.Budget.Name, spend.Budget.Name),
                    new KeyValuePair<string, object?>(SemanticConventions.AgentOtel.Budget.Period, Period(spend.Budget)));
            }
        }
    }
}
