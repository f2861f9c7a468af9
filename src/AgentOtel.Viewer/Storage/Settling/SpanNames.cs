using AgentOtel.Viewer.Dialects;

namespace AgentOtel.Viewer.Storage.Settling;

/// <summary>The names that hold for a span and for all below it that have no other; Filled tells which came from above, a bit each in this order.</summary>
internal readonly record struct SpanNames(
    string? Workflow,
    string? RunId,
    string? Agent,
    string? Conversation,
    string? Session,
    string? User,
    string? Tenant,
    int Filled = 0)
{
    public static SpanNames Own(Operation operation) => new(
        operation.Workflow,
        operation.RunId,
        operation.Agent,
        operation.Conversation,
        operation.Session,
        operation.User,
        operation.Tenant);

    /// <summary>A span's own names, with those of its parent where it has none.</summary>
    public static SpanNames Below(in SpanNames parent, Operation operation)
    {
        var filled = 0;
        return new SpanNames(
            Fill(operation.Workflow, parent.Workflow, 1, ref filled),
            Fill(operation.RunId, parent.RunId, 2, ref filled),
            Fill(operation.Agent, parent.Agent, 4, ref filled),
            Fill(operation.Conversation, parent.Conversation, 8, ref filled),
            Fill(operation.Session, parent.Session, 16, ref filled),
            Fill(operation.User, parent.User, 32, ref filled),
            Fill(operation.Tenant, parent.Tenant, 64, ref filled),
            filled);
    }

    /// <summary>The span's own.</summary>
    public SpanNames WithoutFilled() => Filled == 0 ? this : new SpanNames(
        (Filled & 1) == 0 ? Workflow : null,
        (Filled & 2) == 0 ? RunId : null,
        (Filled & 4) == 0 ? Agent : null,
        (Filled & 8) == 0 ? Conversation : null,
        (Filled & 16) == 0 ? Session : null,
        (Filled & 32) == 0 ? User : null,
        (Filled & 64) == 0 ? Tenant : null);

    private static string? Fill(string? own, string? above, int bit, ref int filled)
    {
        if (own is not null || above is null)
        {
            return own;
        }

        filled |= bit;
        return above;
    }
}
