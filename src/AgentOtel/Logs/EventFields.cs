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

    public override string ToString() => message;
}
