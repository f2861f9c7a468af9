namespace AgentOtel;

/// <summary>A model call as fields of its log events.</summary>
internal static class ModelCallEvents
{
    public static void Add(EventFields fields, ModelCallStart start, ModelRequest request, in ModelAnswer answer) => fields
        .Add(SemanticConventions.GenAi.OperationName, start.Operation)
        .Add(SemanticConventions.GenAi.ProviderName, start.Provider)
        .Add(SemanticConventions.GenAi.Request.Model, request.Model)
        .Add(SemanticConventions.GenAi.Response.Model, answer.Model)
        .Add(SemanticConventions.GenAi.Response.Id, answer.Id)
        .Add(SemanticConventions.GenAi.Response.FinishReasons, answer.FinishReasons);

    public static void Add(EventFields fields, in TokenUsage usage) => fields
        .Add(SemanticConventions.GenAi.Usage.InputTokens, usage.InputTokens)
        .Add(SemanticConventions.GenAi.Usage.OutputTokens, usage.OutputTokens)
        .Add(SemanticConventions.GenAi.Usage.CacheReadInputTokens, usage.CacheReadTokens)
        .Add(SemanticConventions.GenAi.Usage.CacheWriteInputTokens, usage.CacheWriteTokens)
        .Add(SemanticConventions.GenAi.Usage.ReasoningOutputTokens, usage.ReasoningTokens);

    public static void Add(EventFields fields, in ModelCost cost, string source) => fields
        .Add(SemanticConventions.GenAi.Usage.Cost, (double?)cost.Usd)
        .Add(SemanticConventions.AgentOtel.Cost.Source, cost.Usd is null ? null : source)
        .Add(SemanticConventions.AgentOtel.Cost.PriceTableVersion, cost.TableVersion)
        .Add(SemanticConventions.AgentOtel.Cost.Incomplete, cost.IsIncomplete ? true : null);
}
