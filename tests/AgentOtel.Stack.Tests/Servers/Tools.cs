using System.Diagnostics;
using AgentOtel.Tests;

namespace AgentOtel.Stack.Tests;

/// <summary>Runs a command to its end.</summary>
internal static class Tools
{
    public static Task<string> PromtoolAsync(params string[] arguments) => RunAsync(ServerCache.Prometheus("promtool"), arguments);

    public static Task<string> AmtoolAsync(params string[] arguments) => RunAsync(ServerCache.Prometheus("amtool"), arguments);

    public static Task<string> ComposeAsync(string profiles, string[] arguments, params (string Name, string Value)[] environment) =>
        RunAsync(
            ServerCache.Prometheus("docker-compose"),
            ["--project-directory", Repository.Root, .. arguments],
            [("COMPOSE_PROFILES", profiles), .. environment]);

    /// <summary>Its standard output; it fails where the command does, with what it said.</summary>
    public static async Task<string> RunAsync(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var (exitCode, output, error) = await TryAsync(program, arguments, environment);
        Assert.True(exitCode == 0, $"{Path.GetFileName(program)} {string.Join(' ', arguments)} ended with {exitCode}:\n{output}{error}");
        return output;
    }

    public static async Task<(int ExitCode, string Output, string Error)> TryAsync(
        string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var input = "";
        foreach (var (name, value) in environment)
        {
            if (name == "")
            {
                input = value;
            }
            else
            {
                start.Environment[name] = value;
            }
        }

        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, await output, error);
    }
}
