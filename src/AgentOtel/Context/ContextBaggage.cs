using System.Text;

namespace AgentOtel;

/// <summary>
/// The context as a W3C <c>baggage</c> header, for services that are trusted with it. It holds the user's id and
/// whatever pairs the app set: send it to known hosts alone, and read it from trusted callers alone.
/// </summary>
public static class ContextBaggage
{
    // The specification lets a receiver drop what is longer.
    private const int MaxLength = 8192;

    /// <summary>The header's value; <see langword="null"/> where there is nothing to send.</summary>
    /// <param name="context">The context.</param>
    /// <param name="others">Entries of others to send beside it; those of the same name give way.</param>
    public static string? Format(AgentContext context, IEnumerable<KeyValuePair<string, string?>>? others = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        var header = new StringBuilder();
        HashSet<string> names = [];
        Add(SemanticConventions.GenAi.WorkflowName, context.Workflow);
        Add(SemanticConventions.AgentOtel.WorkflowRunId, context.RunId);
        Add(SemanticConventions.GenAi.ConversationId, context.ConversationId);
        Add(SemanticConventions.Session.Id, context.SessionId);
        Add(SemanticConventions.User.Id, context.UserId);
        Add(SemanticConventions.AgentOtel.Tenant, context.Tenant);
        Add(SemanticConventions.AgentOtel.CorrelationId, context.CorrelationId);
        foreach (var (name, value) in context.Pairs)
        {
            Add(SemanticConventions.AgentOtel.ContextPrefix + name, value);
        }

        foreach (var (name, value) in others ?? [])
        {
            Add(name, value);
        }

        return header.Length == 0 ? null : header.ToString();

        void Add(string name, string? value)
        {
            if (value is null || !names.Add(name))
            {
                return;
            }

            var entry = $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}";
            if (header.Length + entry.Length < MaxLength)
            {
                header.Append(header.Length == 0 ? "" : ",").Append(entry);
            }
        }
    }

    /// <summary>The context that a trusted caller sent, on top of what is known here.</summary>
    /// <param name="context">What is known here.</param>
    /// <param name="entries">The entries of the header, decoded. Those that are not the context's are left out.</param>
    public static AgentContext Read(AgentContext context, IEnumerable<KeyValuePair<string, string?>> entries)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(entries);
        foreach (var (name, value) in entries)
        {
            if (!string.IsNullOrEmpty(value))
            {
                context = With(context, name, value);
            }
        }

        return context;
    }

    private static AgentContext With(AgentContext context, string name, string value) => name switch
    {
        SemanticConventions.GenAi.WorkflowName => context with { Workflow = value },
        SemanticConventions.AgentOtel.WorkflowRunId => context with { RunId = value },
        SemanticConventions.GenAi.ConversationId => context with { ConversationId = value },
        SemanticConventions.Session.Id => context with { SessionId = value },
        SemanticConventions.User.Id => context with { UserId = value },
        SemanticConventions.AgentOtel.Tenant => context with { Tenant = value },
        SemanticConventions.AgentOtel.CorrelationId => context with { CorrelationId = value },
        _ when name.StartsWith(SemanticConventions.AgentOtel.ContextPrefix, StringComparison.Ordinal)
            && name.Length > SemanticConventions.AgentOtel.ContextPrefix.Length =>
            context.With(name[SemanticConventions.AgentOtel.ContextPrefix.Length..], value),
        _ => context,
    };
}
