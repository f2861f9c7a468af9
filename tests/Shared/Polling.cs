using System.Diagnostics;

namespace AgentOtel.Tests;

/// <summary>
/// The one place where tests ask again and again: of another process, over HTTP, or of work that goes on by itself. What can say
/// when it is done is waited for instead.
/// </summary>
internal static class Polling
{
    /// <summary>Asks again until the answer is as it should be, and fails after the deadline with what it was.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> isReached, string what, int seconds = 120)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
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

    /// <summary>Collects garbage until that shows, which the caller asserts, or the deadline is over.</summary>
    public static void UntilCollected(Func<bool> isReached)
    {
        var started = Stopwatch.GetTimestamp();
        while (!isReached() && Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60))
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
