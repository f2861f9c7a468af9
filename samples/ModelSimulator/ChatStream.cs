using System.Text.Json.Nodes;

namespace ModelSimulator;

/// <summary>A chat's answer as server-sent events.</summary>
internal static class ChatStream
{
    private const int WordsPerChunk = 4;

    public static async Task WriteAsync(
        HttpContext context, ChatRequest request, Answer answer, Usage usage, string id, ModelSimulatorOptions options, bool isCut)
    {
        context.Response.ContentType = "text/event-stream";
        var deltas = Deltas(answer).ToList();
        var last = isCut ? deltas.Count / 2 : deltas.Count;
        for (var i = 0; i < last; i++)
        {
            await SendAsync(context, Chunk(request, id, deltas[i], null, null));
            await Task.Delay(options.ChunkLatency, context.RequestAborted);
        }

        if (isCut)
        {
            context.Abort();
            return;
        }

        await SendAsync(context, Chunk(request, id, [], answer.FinishReason, null));
        if (request.IncludeUsage)
        {
            await SendAsync(context, Chunk(request, id, null, null, usage));
        }

        await context.Response.WriteAsync("data: [DONE]\n\n", context.RequestAborted);
    }

    private static IEnumerable<JsonObject> Deltas(Answer answer)
    {
        yield return new JsonObject { ["role"] = "assistant", ["content"] = "" };
        var words = answer.Text?.Split(' ') ?? [];
        for (var i = 0; i < words.Length; i += WordsPerChunk)
        {
            var isLast = i + WordsPerChunk >= words.Length;
            yield return new JsonObject { ["content"] = string.Join(' ', words.Skip(i).Take(WordsPerChunk)) + (isLast ? "" : " ") };
        }

        if (answer.Tools.Count > 0)
        {
            yield return new JsonObject { ["tool_calls"] = ChatEndpoint.ToolCalls(answer) };
        }
    }

    private static JsonObject Chunk(ChatRequest request, string id, JsonObject? delta, string? finishReason, Usage? usage) => new()
    {
        ["id"] = id,
        ["object"] = "chat.completion.chunk",
        ["created"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
        ["model"] = request.Model,
        ["choices"] = delta is null
            ? []
            : new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finishReason }),
        ["usage"] = usage?.ToJson(),
    };

    private static async Task SendAsync(HttpContext context, JsonObject chunk)
    {
        await context.Response.WriteAsync($"data: {chunk.ToJsonString()}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
