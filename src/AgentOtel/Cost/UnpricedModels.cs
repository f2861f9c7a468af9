using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>Says which model has no price: one line a model an hour. Names come from outside, so what is kept has a bound.</summary>
internal sealed class UnpricedModels(EventLog log, TimeProvider time)
{
    private const int MaxKept = 1000;

    private readonly ConcurrentDictionary<(string, string), long> _said = [];

    public void Say(string provider, string? model, string? reason)
    {
        if (model is null || reason is "no_usage" || !log.IsEnabled(LogLevel.Warning))
        {
            return;
        }

        var hour = time.GetUtcNow().Ticks / TimeSpan.TicksPerHour;
        if (_said.TryGetValue((provider, model), out var last) && last == hour)
        {
            return;
        }

        if (_said.Count >= MaxKept)
        {
            _said.Clear();
        }

        _said[(provider, model)] = hour;
        log.Write(
            LogLevel.Warning,
            EventNames.CostUnpriced,
            new EventFields($"{provider} {model} has no price ({reason}): its calls are counted, and have no cost")
                .Add(SemanticConventions.GenAi.ProviderName, provider)
                .Add(SemanticConventions.GenAi.Request.Model, model)
                .Add(SemanticConventions.AgentOtel.Cost.Reason, reason),
            AgentContext.Empty);
    }
}
