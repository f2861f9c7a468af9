namespace AgentOtel;

/// <summary>The fields of one log event, in the shape that every logging provider reads. Absent values are left out.</summary>
internal sealed class EventFields(string message) : List<KeyValuePair<string, object?>>(24)
{
    public EventFields Add(string name, object? value)
    {
        if (value is not null)
        {
            Add(new KeyValuePair<string, object?>(name, value));
        }

        return this;
    }

    public EventFields Add(in TotalsSnapshot totals) => this
        .Add(SemanticConventions.AgentOtel.Total.CostUsd, (double?)totals.Sums.CostUsd)
        .Add(SemanticConventions.AgentOtel.Total.InputTokens, totals.Sums.InputTokens)
        .Add(SemanticConventions.AgentOtel.Total.OutputTokens, totals.Sums.OutputTokens)
        .Add(SemanticConventions.AgentOtel.Total.AgentCalls, (long)totals.Sums.AgentCalls)
        .Add(SemanticConventions.AgentOtel.Total.ModelCalls, (long)totals.Sums.ModelCalls)
        .Add(SemanticConventions.AgentOtel.Total.ToolCalls, (long)totals.Sums.ToolCalls)
        .Add(SemanticConventions.AgentOtel.Total.Incomplete, totals.IsIncomplete ? true : null);

    public override string ToString() => message;
}
