using System.Collections.ObjectModel;

namespace AgentOtel.Hosting;

/// <summary>The attributes of one log record. A key that is there already is not added again.</summary>
internal sealed class RecordFields(IReadOnlyList<KeyValuePair<string, object?>>? own, HashSet<string> droppedScopes)
    : Collection<KeyValuePair<string, object?>>([.. own ?? []])
{
    private readonly HashSet<string> _keys = [.. (own ?? []).Select(pair => pair.Key)];

    public IReadOnlyList<KeyValuePair<string, object?>> Result => this;

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
            base.InsertItem(index, item);
        }
    }
}
