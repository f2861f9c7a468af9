using System.Diagnostics;

namespace AgentOtel.Stack.Tests;

/// <summary>Prometheus's own naming library, as a program.</summary>
internal static class MetricNamer
{
    /// <summary>What each is called. A kind is counter, updown, gauge, histogram or label.</summary>
    public static async Task<string[]> NameAsync(IEnumerable<(string Name, string Kind, string Unit)> rows)
    {
        using var namer = Process.Start(
            new ProcessStartInfo(ServerCache.MetricNamer) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var names = namer.StandardOutput.ReadToEndAsync();
        foreach (var (name, kind, unit) in rows)
        {
            await namer.StandardInput.WriteLineAsync($"{name}\t{unit}\t{kind}");
        }

        namer.StandardInput.Close();
        return (await names).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
