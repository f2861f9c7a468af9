using Microsoft.Playwright;

namespace AgentOtel.Viewer.Tests.Page;

/// <summary>Waits for a stream to end, in whichever way the browser tells.</summary>
internal static class EventsRequest
{
    public static async Task RunAndWaitForRequestFinishedOrFailedAsync(this IPage page, string path, Func<Task> act)
    {
        var ended = new TaskCompletionSource();
        void End(object? sender, IRequest request)
        {
            if (new Uri(request.Url).AbsolutePath == path)
            {
                ended.TrySetResult();
            }
        }

        page.RequestFinished += End;
        page.RequestFailed += End;
        await act();
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(60));
        page.RequestFinished -= End;
        page.RequestFailed -= End;
    }
}
