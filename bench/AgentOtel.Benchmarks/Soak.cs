using System.Diagnostics;
using System.Globalization;

namespace AgentOtel.Benchmarks;

/// <summary>
/// Runs that do all that the kit does, by 100 threads, for as long as it is told: handles end out of order, elsewhere, and some
/// never. It says what stays: memory after each minute, what is still open, and whether every total is exact.
/// </summary>
internal sealed class Soak : IDisposable
{
    private const int Threads = 100;
    private const int CallsPerRun = 10;
    private const long TokensPerCall = 120;

    private readonly AgentTelemetry _telemetry = new(new AgentTelemetryOptions
    {
        Cost = static (in PricedCall _) => new ModelCost { Usd = 0.000_001m, TableVersion = "soak" },
    });

    private readonly SoakListener _listener;
    private long _runs;
    private long _wrong;
    private long _forgotten;

    private Soak() => _listener = new SoakListener(Ended);

    /// <returns>0 where nothing was lost, and memory did not grow.</returns>
    public static int Run(TimeSpan duration)
    {
        using var soak = new Soak();
        var clock = Stopwatch.StartNew();
        soak.Work(TimeSpan.FromSeconds(Math.Min(30, duration.TotalSeconds / 4)));
        var before = soak.Say(clock.Elapsed);
        while (clock.Elapsed < duration)
        {
            soak.Work(TimeSpan.FromSeconds(Math.Clamp((duration - clock.Elapsed).TotalSeconds, 1, 60)));
            soak.Say(clock.Elapsed);
        }

        var after = soak.Say(clock.Elapsed);
        var lost = soak._listener.NeverEnded;
        Console.WriteLine(
            Invariant($"{soak._runs * CallsPerRun:N0} calls; wrong totals {soak._wrong}; forgotten {soak._forgotten}, counted {lost}"));
        return soak._wrong == 0 && soak._listener.Active == 0 && lost == soak._forgotten && after - before < 4 * 1024 * 1024 ? 0 : 1;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _telemetry.Dispose();
    }

    private void Work(TimeSpan duration)
    {
        var until = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var threads = Enumerable.Range(0, Threads).Select(seed => new Thread(() =>
        {
            var random = new Random(seed);
            while (Stopwatch.GetTimestamp() < until)
            {
                Campaign(random);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }

    private void Campaign(Random random)
    {
        using (var run = _telemetry.StartWorkflow("campaign"))
        {
            var agent = _telemetry.StartAgent("writer");
            var calls = new ModelCall[CallsPerRun];
            for (var i = 0; i < calls.Length; i++)
            {
                calls[i] = _telemetry.StartChat("openai", "gpt-4.1", new StartOptions { Detached = random.Next(2) == 0 });
                calls[i].SetResponse(
                    new ModelResponse { FinishReasons = ["stop"], Usage = new() { InputTokens = 100, OutputTokens = 20 } });
            }

            random.Shuffle(calls);
            if (random.Next(1000) == 0)
            {
                // One is forgotten outside of the run, whose totals it would leave incomplete.
                using (new AgentContext().Push())
                {
                    _telemetry.StartChat("openai", "gpt-4.1", new StartOptions { Detached = true });
                    Interlocked.Increment(ref _forgotten);
                }
            }

            if (random.Next(4) == 0)
            {
                Task.Run(() => Array.ForEach(calls, static call => call.Dispose())).Wait();
            }
            else
            {
                Array.ForEach(calls, static call => call.Dispose());
            }

            agent.Dispose();
        }

        Interlocked.Increment(ref _runs);
    }

    private void Ended(Activity span)
    {
        if (span.GetTagItem("agentotel.total.input_tokens") is long input
            && (input + (long)span.GetTagItem("agentotel.total.output_tokens")! != CallsPerRun * TokensPerCall
                || (long)span.GetTagItem("agentotel.total.model_calls")! != CallsPerRun
                || (double)span.GetTagItem("agentotel.total.cost_usd")! is not (> 0.000_009_99 and < 0.000_010_01)))
        {
            Interlocked.Increment(ref _wrong);
        }
    }

    private long Say(TimeSpan elapsed)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var held = GC.GetTotalMemory(forceFullCollection: true);
        _listener.Observe();
        Console.Write(Invariant($"{elapsed:hh\\:mm\\:ss}  {_runs:N0} runs  held {held / 1024:N0} KB  "));
        Console.WriteLine(Invariant($"resident {Environment.WorkingSet / 1024 / 1024:N0} MB  open {_listener.Active}"));
        return held;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
