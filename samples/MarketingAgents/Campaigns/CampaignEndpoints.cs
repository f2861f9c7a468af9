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
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException or System.ClientModel.ClientResultException)
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
            return (null, Problem(Field(exception), $"The body is not as expected: {exception.Message.Split(" Path:")[0]}"));
        }
        catch (InvalidOperationException)
        {
            return (null, Problem("content-type", "The content type must be application/json."));
        }
    }

    private static IResult Problem(string field, string message) =>
        Results.ValidationProblem(new Dictionary<string, string[]> { [field] = [message] });

    private static string Field(JsonException exception)
    {
        // An unknown property is named in the message alone.
        var quoted = exception.Message.Split('\'');
        return exception.Message.Contains("could not be mapped", StringComparison.Ordinal) && quoted.Length > 1
            ? quoted[1]
            : exception.Path is { Length: > 2 } path ? path[2..] : "$";
    }
}
