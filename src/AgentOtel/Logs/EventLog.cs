using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>Writes the contract's log events, each with its name and the context that it happened in.</summary>
internal sealed class EventLog(ILogger logger, UserIdentity user)
{
    private static readonly Func<EventFields, Exception?, string> Format = static (fields, _) => fields.ToString();

    public bool IsOn => logger.IsEnabled(LogLevel.Error);

    public bool IsEnabled(LogLevel level) => logger.IsEnabled(level);

    public void Write(LogLevel level, string eventName, EventFields fields, AgentContext context, Exception? exception = null)
    {
        fields.Add(SemanticConventions.Event.Name, eventName);
        AddContext(fields, context);
        logger.Log(level, new EventId(0, eventName), fields, exception, Format);
    }

    /// <summary>Says that the kit itself failed; the message of the exception may hold content, so its type alone is named.</summary>
    public void Fault(Exception exception, string where)
    {
        if (logger.IsEnabled(LogLevel.Warning))
        {
            var fields = new EventFields($"AgentOtel failed in {where}: {exception.GetType().FullName}");
            logger.Log(LogLevel.Warning, new EventId(0, "agentotel.telemetry.fault"), fields, null, Format);
        }
    }

    private void AddContext(EventFields fields, AgentContext context)
    {
        fields
            .Add(SemanticConventions.GenAi.WorkflowName, context.Workflow)
            .Add(SemanticConventions.AgentOtel.WorkflowRunId, context.RunId)
            .Add(SemanticConventions.AgentOtel.Task.Name, context.Task)
            .Add(SemanticConventions.AgentOtel.Task.Id, context.TaskId)
            .Add(SemanticConventions.GenAi.Agent.Name, context.Agent)
            .Add(SemanticConventions.GenAi.ConversationId, context.ConversationId)
            .Add(SemanticConventions.Session.Id, context.SessionId)
            .Add(SemanticConventions.AgentOtel.Tenant, context.Tenant)
            .Add(SemanticConventions.AgentOtel.CorrelationId, context.CorrelationId);
        if (context.UserId is { } id)
        {
            fields.Add(SemanticConventions.User.Id, user.RecordId ? id : null);
            fields.Add(SemanticConventions.AgentOtel.UserHash, user.Hash(id));
        }

        foreach (var (name, value) in context.Pairs)
        {
            fields.Add(SemanticConventions.AgentOtel.ContextPrefix + name, value);
        }
    }
}
