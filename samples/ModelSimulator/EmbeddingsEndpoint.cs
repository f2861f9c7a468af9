using System.Text.Json.Nodes;

namespace ModelSimulator;

/// <summary><c>POST /v1/embeddings</c>.</summary>
internal static class EmbeddingsEndpoint
{
    private const int Dimensions = 64;

    public static async Task HandleAsync(HttpContext context, Faults faults, ModelSimulatorOptions options)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        var body = JsonNode.Parse(text);
        if (await faults.FailAsync(context, faults.Of(context.Request, text)))
        {
            return;
        }

        string[] inputs = body?["input"] is JsonArray many
            ? [.. many.Select(item => item!.ToString())]
            : [body?["input"]?.ToString() ?? ""];
        var size = body?["dimensions"]?.GetValue<int>() ?? Dimensions;
        var isBase64 = body?["encoding_format"]?.GetValue<string>() == "base64";
        await Task.Delay(options.Latency / 4, context.RequestAborted);
        var tokens = inputs.Sum(ChatRequest.Tokens);
        await context.Response.WriteAsJsonAsync(
            new JsonObject
            {
                ["object"] = "list",
                ["model"] = body?["model"]?.GetValue<string>(),
                ["data"] = new JsonArray([.. inputs.Select((input, index) => (JsonNode)new JsonObject
                {
                    ["object"] = "embedding",
                    ["index"] = index,
                    ["embedding"] = Encode(Vector(new Draw(options.Seed, input), size), isBase64),
                })]),
                ["usage"] = new JsonObject { ["prompt_tokens"] = tokens, ["total_tokens"] = tokens },
            },
            context.RequestAborted);
    }

    private static float[] Vector(Draw draw, int size)
    {
        var vector = Enumerable.Range(0, size).Select(_ => (float)(draw.Fraction() - 0.5)).ToArray();
        var length = MathF.Sqrt(vector.Sum(x => x * x));
        return [.. vector.Select(x => x / length)];
    }

    private static JsonNode Encode(float[] vector, bool isBase64) => isBase64
        ? JsonValue.Create(Convert.ToBase64String(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(vector)))
        : new JsonArray([.. vector.Select(x => (JsonNode)x)]);
}
