using System.Diagnostics;

namespace AgentOtel;

/// <summary>The context as attributes: one list for spans and log events alike.</summary>
internal static class ContextTags
{
    public static void AddTo(Activity span, AgentContext context, UserIdentity user)
    {
        if (ReferenceEquals(context, AgentContext.Empty))
        {
            return;
        }

        foreach (var (name, value) in Of(context))
        {
            if (value is not null)
            {
                span.SetTag(name, value);
            }
        }

        if (user.RecordId && context.UserId is { } id)
        {
            span.SetTag(SemanticConventions.User.Id, id);
        }

        foreach (var (name, value) in context.Pairs)
        {
            span.SetTag(SemanticConventions.AgentOtel.ContextPrefix + name, value);
        }
    }

    /// <summary>
    /// As <see cref="AddTo(Activity, AgentContext, UserIdentity)"/>, with what logs alone carry: attempt, tool, and a hash in the
    /// user's stead.
    /// </summary>
    public static void AddTo(ICollection<KeyValuePair<string, object?>> fields, AgentContext context, UserIdentity user)
    {
        foreach (var (name, value) in Of(context))
        {
            Add(fields, name, value);
        }

        Add(fields, SemanticConventions.GenAi.Tool.Name, context.Tool);
        if (context.Attempt is { } attempt)
        {
            fields.Add(new(SemanticConventions.AgentOtel.Task.Attempt, attempt));
        }

        if (context.UserId is { } id)
        {
            Add(fields, SemanticConventions.User.Id, user.RecordId ? id : null);
            Add(fields, SemanticConventions.AgentOtel.UserHash, user.Hash(id));
        }

        foreach (var (name, value) in context.Pairs)
        {
            Add(fields, SemanticConventions.AgentOtel.ContextPrefix + name, value);
        }
    }

    private static void Add(ICollection<KeyValuePair<string, object?>> fields, string name, string? value)
    {
        if (value is not null)
        {
            fields.Add(new(name, value));
        }
    }

    private static KnownFields Of(AgentContext context)
    {
        var names = default(KnownFields);
        names[0] = new(SemanticConventions.GenAi.WorkflowName, context.Workflow);
        names[1] = new(SemanticConventions.AgentOtel.WorkflowRunId, context.RunId);
        names[2] = new(SemanticConventions.AgentOtel.Task.Name, context.Task);
        names[3] = new(SemanticConventions.AgentOtel.Task.Id, context.TaskId);
        names[4] = new(SemanticConventions.GenAi.Agent.Name, context.Agent);
        names[5] = new(SemanticConventions.GenAi.ConversationId, context.ConversationId);
        names[6] = new(SemanticConventions.Session.Id, context.SessionId);
        names[7] = new(SemanticConventions.AgentOtel.Tenant, context.Tenant);
        names[8] = new(SemanticConventions.AgentOtel.CorrelationId, context.CorrelationId);
        return names;
    }

    /// <summary>On the stack: this runs for every span.</summary>
    [System.Runtime.CompilerServices.InlineArray(9)]
    private struct KnownFields
    {
        private KeyValuePair<string, string?> _first;
    }
}
