using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AgentOtel.Stack.Tests;
using AgentOtel.Tests;

namespace AgentOtel.Cli.Tests;

/// <summary>The tool as a user runs it, with a data folder of its own.</summary>
internal sealed class AgentotelProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly DirectoryInfo _data;

    private AgentotelProcess(ChildProcess process, DirectoryInfo data)
    {
        _process = process;
        _data = data;
    }

    public string Output => _process.Output;

    public static AgentotelProcess Start(params string[] arguments) =>
        StartProgram(
            "dotnet",
            [Repository.Path("src", "AgentOtel.Cli", "bin", Repository.Configuration, "net10.0", "AgentOtel.Cli.dll"), .. arguments]);

    public static AgentotelProcess StartProgram(string program, string[] arguments)
    {
        var data = Directory.CreateTempSubdirectory();
        return new(
            ChildProcess.Start(
                program, arguments, new Dictionary<string, string> { ["XDG_DATA_HOME"] = data.FullName, ["HOME"] = data.FullName }),
            data);
    }

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync(60);
        return _process.ExitCode;
    }

    public async Task<Uri> AddressAsync(string label) =>
        new(
            (
                await _process.WaitForLineAsync(
                    line => line.TrimStart().StartsWith(label, StringComparison.Ordinal),
                    label)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1]);

    /// <summary>Sends one model call as another language's SDK would, and gives the run's row once the page has it.</summary>
    public async Task<JsonElement> SendAndShowAsync()
    {
        var http = await AddressAsync("OTLP/HTTP");
        var page = await AddressAsync("The page");
        using var client = new HttpClient();
        using var content = new StringContent(Traces.OneModelCall, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri(http, "/v1/traces"), content);
        response.EnsureSuccessStatusCode();
        var list = await client.GetFromJsonAsync<JsonElement>(new Uri(page, "/api/v1/traces?from=2026-01-01T00:00:00Z"));
        return list.GetProperty("traces").EnumerateArray().Single();
    }

    public Task TerminateAsync() => _process.TerminateAsync();

    /// <summary>Ends it without a chance to do anything more.</summary>
    public Task KillAsync() => _process.KillAsync();

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
