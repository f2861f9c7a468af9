namespace AgentOtel.Viewer.Tests;

/// <summary>Waits for what comes by itself.</summary>
internal static class Polling
{
    /// <summary>Asks again until the answer is as it should be, and fails after the deadline with what it was.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> isReached, string what, int seconds = 30)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var answer = await ask();
            if (isReached(answer))
            {
                return answer;
            }

            try
            {
                await pause.WaitForNextTickAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{what} did not become what was waited for within {seconds} s; it was {answer}");
            }
        }
    }
}
