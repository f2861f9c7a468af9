using System.Text.Json;
using AgentOtel;

namespace MarketingAgents;

/// <summary>The service's HTTP interface.</summary>
internal static class CampaignEndpoints
{
    public static async Task<IResult> StartAsync(HttpContext context, CampaignWorkflow workflow)
    {
        var (request, problem) = await ReadAsync<CampaignRequest>(context);
        if (request is null)
        {
            return problem!;
        }

        if (request.Errors() is { Count: > 0 } errors)
        {
            return Results.ValidationProblem(errors);
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        if (request.DeadlineSeconds is { } seconds)
        {
            deadline.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        try
        {
            var result = await workflow.RunAsync(request, deadline.Token);
            return Results.Json(result, statusCode: result.Status == "paused" ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return Results.Problem("The campaign did not end before its deadline.", statusCode: StatusCodes.Status504GatewayTimeout);
        }
        catch (Exception exception) when (
            exception is HttpRequestException or IOException or JsonException or System.ClientModel.ClientResultException)
        {
            return Results.Problem("The model provider failed; the campaign was given up.", statusCode: StatusCodes.Status502BadGateway);
        }
    }

    public static async Task<IResult> ApproveAsync(HttpContext context, string runId, PausedCampaigns paused, CampaignWorkflow workflow)
    {
        var (request, problem) = await ReadAsync<ApprovalRequest>(context);
        if (request is null)
        {
            return problem!;
        }

        return await paused.TakeAsync(runId, context.RequestAborted) is { } campaign
            ? Results.Json(await workflow.ResumeAsync(campaign, request.Approved, context.RequestAborted))
            : Results.Problem($"No campaign {runId} waits for an approval.", statusCode: StatusCodes.Status404NotFound);
    }

    public static async Task<IResult> PublishAsync(HttpContext context, AgentTelemetry telemetry)
    {
        var (publication, problem) = await ReadAsync<Publication>(context);
        if (publication is null)
        {
            return problem!;
        }

        using var agent = telemetry.StartAgent("publisher");
        using var tool = telemetry.StartTool("publish_post");
        tool.SetInput(publication.Copy);
        return Results.Accepted();
    }

    /// <summary>Reads the body, or says which field is wrong.</summary>
    private static async Task<(T? Value, IResult? Problem)> ReadAsync<T>(HttpContext context)
        where T : class
    {
        try
        {
            var value = await context.Request.ReadFromJsonAsync<T>(context.RequestAborted);
            return value is null ? (null, Problem("$", "The body must be a JSON object.")) : (value, null);
        }
        catch (JsonException exception)
        {
            return (null, Problem(exception));
        }
        catch (InvalidOperationException)
        {
            return (null, Problem("content-type", "The content type must be application/json."));
        }
    }

    private static IResult Problem(string field, string message) =>
        Results.ValidationProblem(new Dictionary<string, string[]> { [field] = [message] });

    /// <summary>The serializer's own message names types of the app: what the caller needs is the field.</summary>
    private static IResult Problem(JsonException exception)
    {
        if (exception.Message.Contains("could not be mapped", StringComparison.Ordinal))
        {
            var unknown = exception.Message.Split('\'')[1];
            return Problem(unknown, $"{unknown} is not a field of this request.");
        }

        var field = exception.Path is { Length: > 2 } path ? path[2..] : "$";
        return exception.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal)
            ? Problem(field, $"{field} has a value of the wrong type.")
            : Problem("$", $"The body is not valid JSON near line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.");
    }
}
