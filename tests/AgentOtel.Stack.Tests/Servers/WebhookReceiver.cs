using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AgentOtel.Stack.Tests;

/// <summary>Stands in the place of Slack and its like, which cannot be had here: keeps what is posted, and answers as they do.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private readonly List<(string Path, string Authorization, JsonElement Body)> _requests = [];
    private readonly string _answer;
    private TaskCompletionSource _changed = New();

    private WebhookReceiver(WebApplication app, string answer)
    {
        _app = app;
        _answer = answer;
    }

    public Uri Address => new(_app.Urls.First());

    public IReadOnlyList<(string Path, string Authorization, JsonElement Body)> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    public IEnumerable<JsonElement> Messages => Requests.Select(request => request.Body);

    /// <param name="answer">What it says to each: Slack says ok.</param>
    public static async Task<WebhookReceiver> StartAsync(string answer = "ok")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build(), answer);
        receiver._app.MapPost("/{**path}", receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Waits for a message, and fails after the deadline with those that came.</summary>
    public async Task<JsonElement> WaitForAsync(Func<JsonElement, bool> isIt, string what, int seconds = 120) =>
        (await WaitForRequestAsync(request => isIt(request.Body), what, seconds)).Body;

    public async Task<(string Path, string Authorization, JsonElement Body)> WaitForRequestAsync(
        Func<(string Path, string Authorization, JsonElement Body), bool> isIt, string what, int seconds = 120)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (true)
        {
            var changed = _changed;
            foreach (var request in Requests.Where(isIt))
            {
                return request;
            }

            try
            {
                await changed.Task.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"No {what} within {seconds} s. Messages:\n{string.Join('\n', Requests)}");
            }
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<string> TakeAsync(HttpRequest request)
    {
        using var json = await JsonDocument.ParseAsync(request.Body);
        lock (_gate)
        {
            _requests.Add((request.Path, request.Headers.Authorization.ToString(), json.RootElement.Clone()));
        }

        Interlocked.Exchange(ref _changed, New()).TrySetResult();
        return _answer;
    }
}
