using System.Collections.ObjectModel;

namespace AgentOtel;

/// <summary>The attributes of one log record, redacted. A key that is there already is not added again.</summary>
internal sealed class RecordFields(Redactor redactor, HashSet<string> droppedScopes) : Collection<KeyValuePair<string, object?>>
{
    private readonly HashSet<string> _keys = [];

    /// <summary>As the exporter would, but without what the message may hold.</summary>
    public void AddException(Exception exception)
    {
        Add(new(SemanticConventions.Exception.Type, exception.GetType().FullName));
        Add(new(SemanticConventions.Exception.Message, exception.Message));
        Add(new(SemanticConventions.Exception.StackTrace, exception.ToString()));
    }

    public void AddScope(object? scope)
    {
        if (scope is not IEnumerable<KeyValuePair<string, object?>> pairs)
        {
            return;
        }

        foreach (var pair in pairs)
        {
            if (!droppedScopes.Contains(pair.Key))
            {
                Add(pair);
            }
        }
    }

    protected override void InsertItem(int index, KeyValuePair<string, object?> item)
    {
        if (_keys.Add(item.Key))
        {
            base.InsertItem(index, new(item.Key, redactor.Redact(item.Key, item.Value)));
        }
    }
}
