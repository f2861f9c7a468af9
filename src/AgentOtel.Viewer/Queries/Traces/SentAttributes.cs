using System.Text.Json;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Queries;

/// <summary>Reads attributes back from the store's JSON, in which a number with a point or an exponent is a double.</summary>
internal static class SentAttributes
{
    public static Attributes Of(JsonElement json)
    {
        var attributes = new Attributes();
        foreach (var item in json.EnumerateObject())
        {
            attributes.Add(item.Name, Value(item.Value));
        }

        return attributes;
    }

    private static AttributeValue Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => AttributeValue.Of(json.GetString()!),
        JsonValueKind.True => AttributeValue.Of(true),
        JsonValueKind.False => AttributeValue.Of(false),
        JsonValueKind.Number when json.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0 && json.TryGetInt64(out var whole) => AttributeValue.Of(whole),
        JsonValueKind.Number => AttributeValue.Of(json.GetDouble()),
        JsonValueKind.Array => AttributeValue.Of([.. json.EnumerateArray().Select(Value)]),
        JsonValueKind.Object => AttributeValue.Of(Of(json)),
        _ => default,
    };
}
