using System.Text.Json.Nodes;

namespace ModelSimulator;

/// <summary>Makes a value that fits a JSON schema.</summary>
internal static class SchemaFiller
{
    public static JsonNode Fill(JsonObject schema, Draw draw, string topic) =>
        schema["anyOf"] is JsonArray { Count: > 0 } shapes && shapes[0] is JsonObject shape
            ? Fill(shape, draw, topic)
            : schema["enum"] is JsonArray { Count: > 0 } choices && choices[draw.Below(choices.Count)] is { } chosen
            ? chosen.DeepClone()
            : Type(schema) switch
            {
                "string" => schema["format"]?.GetValue<string>() == "expression" ? $"{1 + draw.Below(90)} * {1 + draw.Below(40)}" : topic,
                "integer" => Number(schema, draw, 1),
                "number" => Number(schema, draw, 100),
                "boolean" => draw.Below(2) == 1,
                "array" => Items(schema, draw, topic),
                _ => Properties(schema, draw, topic),
            };

    private static string Type(JsonObject schema) => schema["type"] switch
    {
        JsonValue type => type.GetValue<string>(),
        JsonArray { Count: > 0 } types => types[0]!.GetValue<string>(),
        _ => "object",
    };

    private static JsonValue Number(JsonObject schema, Draw draw, int steps)
    {
        const double Range = 10;
        var given = schema["maximum"]?.GetValue<double>();
        var least = schema["minimum"]?.GetValue<double>() ?? Math.Min(0, (given ?? Range) - Range);
        var most = given ?? least + Range;
        var drawn = least + (Math.Round((most - least) * steps * draw.Fraction()) / steps);
        return steps == 1 ? JsonValue.Create((long)drawn) : JsonValue.Create(Math.Round(drawn, 2));
    }

    private static JsonArray Items(JsonObject schema, Draw draw, string topic)
    {
        var item = schema["items"] as JsonObject ?? new JsonObject { ["type"] = "string" };
        var least = schema["minItems"]?.GetValue<int>() ?? 1;
        var items = Enumerable.Range(0, least + draw.Below(3)).Select(_ => Fill(item, draw, topic)).ToList();
        var distinct = items.DistinctBy(node => node.ToJsonString()).ToList();
        return new JsonArray([.. distinct.Count >= least ? distinct : items]);
    }

    private static JsonObject Properties(JsonObject schema, Draw draw, string topic)
    {
        JsonObject filled = [];
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
        {
            filled[name] = Fill(property as JsonObject ?? [], draw, topic);
        }

        return filled;
    }
}
