using System.ClientModel;
using System.Text.Json;
using AgentOtel;

namespace MarketingAgents;

/// <summary>Runs a task, and runs it again when a model failed: each attempt is recorded, with the reason for the next.</summary>
internal static class TaskAttempts
{
    private const int Most = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static async Task<string> RunAsync(
        AgentTelemetry telemetry, string name, Func<Task<string>> body, CancellationToken cancellationToken, AgentOperation? parent = null)
    {
        string? id = null;
        string? reason = null;
        for (var attempt = 1; ; attempt++)
        {
            var start = new TaskStart(name) { Id = id, Attempt = attempt, RetryReason = reason };
            var task = telemetry.StartTask(start, new StartOptions { Parent = parent?.Context, Detached = parent is not null });
            id = task.TaskId;
            try
            {
                return await task.RunAsync(body);
            }
            catch (Exception exception) when (attempt < Most && ReasonOf(exception, cancellationToken) is { } why)
            {
                reason = why;
            }

            await Task.Delay(Pause * attempt, cancellationToken);
        }
    }

    /// <summary>Why a failure is worth another attempt; none where it is not.</summary>
    private static string? ReasonOf(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        _ when cancellationToken.IsCancellationRequested => null,
        ClientResultException { Status: 429 } => "rate_limit",
        ClientResultException { Status: >= 500 } => "server_error",
        JsonException => "malformed_json",
        OperationCanceledException => "timeout",
        HttpRequestException or IOException or ClientResultException => "network",
        _ => null,
    };
}
