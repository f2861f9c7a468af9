using System.Text.Json.Nodes;

namespace ModelSimulator;

/// <summary>
/// What the simulated model says. Three rules: where a schema is asked for, JSON that fits it; where tools are offered and
/// none has answered yet, one or two tool calls; else a text about what the user wrote last.
/// </summary>
internal sealed record Answer(string? Text, IReadOnlyList<AnswerTool> Tools)
{
    private static readonly string[] Openings =
        ["Here is a first draft", "This is what I suggest", "After weighing the options", "Building on the brief", "In short"];

    private static readonly string[] Points =
    [
        "lead with the benefit that the audience feels first",
        "keep one promise and prove it with one figure",
        "publish on weekday mornings, when the audience reads",
        "use the customers' own words, not ours",
        "end with a single, concrete call to action",
        "test two headlines and keep the better one",
        "show the product in use within the first three seconds",
    ];

    public string FinishReason => Tools.Count > 0 ? "tool_calls" : "stop";

    public static Answer To(ChatRequest request, Draw draw)
    {
        if (request.Schema is { } schema)
        {
            return new(SchemaFiller.Fill(schema, draw, Topic(request.LastUser)).ToJsonString(), []);
        }

        return request.Tools.Count > 0 && !request.HasToolResults
            ? new(null, [.. Calls(request, draw)])
            : new(Write(request, draw), []);
    }

    private static IEnumerable<AnswerTool> Calls(ChatRequest request, Draw draw)
    {
        var count = Math.Min(request.Tools.Count, 1 + draw.Below(2));
        var first = draw.Below(request.Tools.Count);
        for (var i = 0; i < count; i++)
        {
            var function = request.Tools[(first + i) % request.Tools.Count]?["function"];
            var schema = function?["parameters"] as JsonObject ?? [];
            yield return new AnswerTool(
                $"call_{draw.Below(int.MaxValue):x8}{i}",
                function?["name"]?.GetValue<string>() ?? "",
                SchemaFiller.Fill(schema, draw, Topic(request.LastUser)).ToJsonString());
        }
    }

    private static string Write(ChatRequest request, Draw draw)
    {
        var topic = Topic(request.LastUser);
        var lines = Enumerable.Range(0, 2 + draw.Below(3)).Select(i => $"{i + 1}. For {topic}: {draw.Pick(Points)}.").Distinct();
        return $"{draw.Pick(Openings)} for {topic}.\n{string.Join('\n', lines)}";
    }

    private static string Topic(string text)
    {
        var words = text.Split((char[])[' ', '\n', '\t', '"'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "the campaign" : string.Join(' ', words.Take(8)).TrimEnd('.', ',', ':', ';');
    }
}

internal sealed record AnswerTool(string Id, string Name, string Arguments);
