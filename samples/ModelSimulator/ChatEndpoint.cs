using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModelSimulator;

/// <summary><c>POST /v1/chat/completions</c>.</summary>
internal static class ChatEndpoint
{
    public static async Task HandleAsync(HttpContext context, Faults faults, ModelSimulatorOptions options)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        if (Parse(body) is not { } json)
        {
            await Faults.ErrorAsync(context, 400, "We could not parse the JSON body of your request.", "invalid_request_error", null);
            return;
        }

        var request = new ChatRequest(json);
        if (request.Model == "" || request.Messages.Count == 0)
        {
            await Faults.ErrorAsync(context, 400, "you must provide a model and messages", "invalid_request_error", null);
            return;
        }

        var fault = faults.Of(context.Request, body, request.FirstUser, request.Stream);
        if (await faults.FailAsync(context, fault))
        {
            return;
        }

        var draw = new Draw(options.Seed, body);
        var answer = Answer.To(request, draw);
        var usage = Usage.Of(request, answer, draw);
        var id = $"chatcmpl-{draw.Below(int.MaxValue):x8}";
        await Task.Delay(options.Latency * (0.5 + draw.Fraction()), context.RequestAborted);
        if (request.Stream)
        {
            await ChatStream.WriteAsync(context, request, answer, usage, id, options, isCut: fault == Faults.CutStream);
            return;
        }

        await context.Response.WriteAsJsonAsync(Whole(request, answer, usage, id), context.RequestAborted);
    }

    public static JsonArray ToolCalls(Answer answer) => new([.. answer.Tools.Select((tool, index) => (JsonNode)new JsonObject
    {
        ["index"] = index,
        ["id"] = tool.Id,
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = tool.Name, ["arguments"] = tool.Arguments },
    })]);

    private static JsonObject? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonObject Whole(ChatRequest request, Answer answer, Usage usage, string id)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = answer.Text };
        if (answer.Tools.Count > 0)
        {
            message["tool_calls"] = ToolCalls(answer);
        }

        return new JsonObject
        {
            ["id"] = id,
            ["object"] = "chat.completion",
            ["created"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
            ["model"] = request.Model,
            ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = answer.FinishReason }),
            ["usage"] = usage.ToJson(),
        };
    }
}
