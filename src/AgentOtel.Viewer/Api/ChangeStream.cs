using System.Text;
using System.Text.Json;
using AgentOtel.Viewer.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace AgentOtel.Viewer.Api;

/// <summary>
/// Tells listeners by server-sent events how often each signal has changed: at once when they begin, then at most twice a
/// second, with a comment every 15 s so that nobody between takes the connection for dead. Ends with the server. Thread-safe.
/// </summary>
internal sealed class ChangeStream(TelemetryStore store, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>A browser holds one a page; beyond this a listener is refused.</summary>
    public const int MaxListeners = 64;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private int _listeners;

    /// <summary>Whether there was room; where there was not, nothing has been sent.</summary>
    public async Task<bool> TrySendAsync(HttpResponse response, CancellationToken aborted)
    {
        if (Interlocked.Increment(ref _listeners) > MaxListeners)
        {
            Interlocked.Decrement(ref _listeners);
            return false;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(aborted, lifetime.ApplicationStopping);
        try
        {
            response.ContentType = "text/event-stream";
            response.Headers.CacheControl = "no-store";
            await SendAsync(response, over.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The listener or the server has gone: that is how it ends.
        }
        finally
        {
            Interlocked.Decrement(ref _listeners);
        }

        return true;
    }

    private async Task SendAsync(HttpResponse response, CancellationToken over)
    {
        while (true)
        {
            var seen = store.Changes;
            var isPaused = store.IsPaused;
            await WriteAsync(response, Event(new ChangeView(seen.Traces, seen.Logs, seen.Metrics, seen.Errors, isPaused)), over).ConfigureAwait(false);
            await Task.Delay(Pause, time, over).ConfigureAwait(false);
            while (!await HasChangedAsync(seen, isPaused, over).ConfigureAwait(false))
            {
                await WriteAsync(response, ":\n\n"u8.ToArray(), over).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits for a change, but no longer than a heartbeat.</summary>
    private async Task<bool> HasChangedAsync(ChangeCounts seen, bool isPaused, CancellationToken over)
    {
        try
        {
            await store.WaitForChangeAsync(seen, over).WaitAsync(Heartbeat, time, over).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return store.IsPaused != isPaused;
        }
    }

    private static byte[] Event(ChangeView change) =>
        Encoding.UTF8.GetBytes($"event: change\ndata: {JsonSerializer.Serialize(change, ApiJson.Default.ChangeView)}\n\n");

    private static async Task WriteAsync(HttpResponse response, byte[] text, CancellationToken over)
    {
        await response.Body.WriteAsync(text, over).ConfigureAwait(false);
        await response.Body.FlushAsync(over).ConfigureAwait(false);
    }
}
