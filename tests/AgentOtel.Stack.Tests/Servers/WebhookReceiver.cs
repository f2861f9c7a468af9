using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AgentOtel.Stack.Tests;

/// <summary>Stands in the place of Slack and its like, which cannot be had here: keeps what is posted, and answers as Slack does.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private readonly List<JsonElement> _messages = [];
    private TaskCompletionSource _changed = New();

    private WebhookReceiver(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public IReadOnlyList<JsonElement> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build());
        receiver._app.MapPost("/{**path}", receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Waits for a message, and fails after the deadline with those that came.</summary>
    public async Task<JsonElement> WaitForAsync(Func<JsonElement, bool> isIt, string what, int seconds = 60)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (true)
        {
            var changed = _changed;
            if (Messages.Where(isIt).Cast<JsonElement?>().FirstOrDefault() is { } message)
            {
                return message;
            }

            try
            {
                await changed.Task.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"No {what} within {seconds} s. Messages:\n{string.Join('\n', Messages)}");
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
            _messages.Add(json.RootElement.Clone());
        }

        Interlocked.Exchange(ref _changed, New()).TrySetResult();
        return "ok";
    }
}
