using System.ClientModel;
using System.Text.Json;

namespace MarketingAgents;

/// <summary>Runs campaigns of its own at a steady pace, and ends the process after as many as were asked for.</summary>
internal sealed class CampaignDriver(
    CampaignWorkflow workflow, SampleArguments arguments, IHostApplicationLifetime lifetime, ILogger<CampaignDriver> logger)
    : BackgroundService
{
    private const int MostAtOnce = 50;

    private static readonly string[] Briefs =
    [
        "Launch a green tea for people who work from home",
        "Win back subscribers of the coffee club",
        "Introduce running shoes to local groups",
        "Sell kitchen tools before the holidays",
    ];

    private static readonly string[] Users = ["user-1", "user-2", "user-3", "user-4", "user-5"];

    public static IReadOnlyList<string> Tenants { get; } = ["north", "south"];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (arguments.Rate == 0)
        {
            return;
        }

        await StartedAsync(stoppingToken);
        using var gate = new SemaphoreSlim(MostAtOnce);
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1 / arguments.Rate));
        List<Task> running = [];
        for (var i = 0; i < (arguments.Runs ?? int.MaxValue); i++)
        {
            await gate.WaitAsync(stoppingToken);
            running.RemoveAll(task => task.IsCompleted);
            running.Add(RunAsync(i, gate, stoppingToken));
            await pace.WaitForNextTickAsync(stoppingToken);
        }

        await Task.WhenAll(running);
        lifetime.StopApplication();
    }

    private async Task RunAsync(int number, SemaphoreSlim gate, CancellationToken cancellationToken)
    {
        var request = new CampaignRequest
        {
            Brief = $"{Briefs[number % Briefs.Length]}, variant {number}",
            User = Users[number % Users.Length],
            Tenant = Tenants[number % Tenants.Count],
        };
        try
        {
            await workflow.RunAsync(request, cancellationToken);
        }
        catch (Exception exception) when (
            exception is ClientResultException or HttpRequestException or IOException or JsonException or OperationCanceledException)
        {
            // Recorded already by the run itself; the next campaign goes on.
            logger.LogDebug(exception, "campaign {Number} failed", number);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Publishing calls this very service, which must listen first.</summary>
    private async Task StartedAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource();
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }
}
