using System.Diagnostics.CodeAnalysis;

namespace AgentOtel.Viewer.Telemetry;

/// <summary>One attribute as it was sent.</summary>
internal readonly record struct TelemetryAttribute(string Key, AttributeValue Value);

/// <summary>The attributes of one item in the order sent. Not thread-safe while being filled.</summary>
internal sealed class Attributes(int capacity = 0)
{
    public static readonly Attributes Empty = new();

    private readonly List<TelemetryAttribute> _items = new(capacity);

    public int Count => _items.Count;

    public List<TelemetryAttribute>.Enumerator GetEnumerator() => _items.GetEnumerator();

    /// <summary>The value of the first attribute of that name; <see cref="AttributeType.Empty"/> where there is none.</summary>
    public AttributeValue this[string key]
    {
        get
        {
            foreach (var item in _items)
            {
                if (item.Key == key)
                {
                    return item.Value;
                }
            }

            return default;
        }
    }

    public void Add(string key, AttributeValue value) => _items.Add(new TelemetryAttribute(key, value));

    public bool TryGetText(string key, [NotNullWhen(true)] out string? text)
    {
        text = this[key].AsText();
        return !string.IsNullOrEmpty(text);
    }
}
