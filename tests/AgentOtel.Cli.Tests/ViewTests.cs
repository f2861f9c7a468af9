using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace AgentOtel.Cli.Tests;

public sealed class ViewTests
{
    private static readonly string[] FreePorts = ["--port", "0", "--grpc-port", "0", "--http-port", "0"];

    [Fact]
    public async Task View_OfACallWithoutACost_ShowsAnEstimateFromTheTable()
    {
        await using var agentotel = AgentotelProcess.Start(["view", .. FreePorts]);

        var trace = await agentotel.SendAndShowAsync();

        Assert.Equal("py-agent", trace.GetProperty("service").GetString());
        Assert.Equal(0, trace.GetProperty("cost").GetDouble());
        Assert.Equal(0.0028, trace.GetProperty("estimatedCost").GetDouble(), 9);
        Assert.Equal(1000, trace.GetProperty("inputTokens").GetInt64());
    }

    [Fact]
    public async Task View_StartedAgain_ShowsWhatItKept()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "kept.db");
        await using (var first = AgentotelProcess.Start(["view", "--file", file, .. FreePorts]))
        {
            await first.SendAndShowAsync();
            await first.TerminateAsync();
        }

        await using var second = AgentotelProcess.Start(["view", "--file", file, .. FreePorts]);
        using var client = new HttpClient { BaseAddress = await second.AddressAsync("The page") };
        var status = await client.GetFromJsonAsync<JsonElement>("/api/v1/status");
        await second.TerminateAsync();
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

        Assert.Equal(1, status.GetProperty("held").GetProperty("spans").GetInt64());
        Assert.False(status.GetProperty("isTemporary").GetBoolean());
    }

    [Theory]
    [InlineData("--port")]
    [InlineData("--grpc-port")]
    [InlineData("--http-port")]
    public async Task View_OnAPortThatIsTaken_EndsWithTheOptionsName(string option)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        string[] ports = [.. FreePorts];
        ports[Array.IndexOf(ports, option) + 1] = $"{port}";
        await using var agentotel = AgentotelProcess.Start(["view", .. ports]);

        var exitCode = await agentotel.ExitCodeAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains($"Port {port} is taken", agentotel.Output, StringComparison.Ordinal);
        Assert.Contains(option, agentotel.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task View_OnAnAddressThatIsNotThisMachines_EndsWithTheOptionsName()
    {
        await using var agentotel = AgentotelProcess.Start(["view", "--address", "192.0.2.1", "--token", "0123456789abcdef", .. FreePorts]);

        var exitCode = await agentotel.ExitCodeAsync();

        Assert.Equal(1, exitCode);
        Assert.StartsWith("192.0.2.1 cannot be listened on:", agentotel.Output, StringComparison.Ordinal);
        Assert.Contains("--address", agentotel.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" at System.", agentotel.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task View_ToldToEnd_EndsWell()
    {
        await using var agentotel = AgentotelProcess.Start(["view", "--temporary", .. FreePorts]);
        await agentotel.AddressAsync("The page");

        await agentotel.TerminateAsync();

        Assert.Equal(0, await agentotel.ExitCodeAsync());
        Assert.Contains("a temporary file, gone when this ends", agentotel.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--address 0.0.0.0", "--token must be set, since --address is 0.0.0.0")]
    [InlineData("--max-size tiny", "--max-size must be a size such as 500MB or 4GB; it is tiny.")]
    [InlineData("--max-age never", "--max-age must be a time such as 90m, 12h or 7d; it is never.")]
    [InlineData("--temporary --file kept.db", "--temporary keeps nothing and --file names where to keep it: give one of them.")]
    [InlineData("missing.jsonl", "missing.jsonl is not there.")]
    [InlineData("--colour blue", "--colour")]
    public async Task View_WithAWrongOption_EndsWithWhatIsWrong(string arguments, string message)
    {
        await using var agentotel = AgentotelProcess.Start(["view", .. arguments.Split(' '), .. FreePorts]);

        var exitCode = await agentotel.ExitCodeAsync();

        Assert.Equal(2, exitCode);
        Assert.Contains(message, agentotel.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task View_OfAFile_ShowsWhatIsInIt()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"{Traces.OneModelCall}\nt\u001b[2Jhis is no telemetry\n");
        await using var agentotel = AgentotelProcess.Start("view", file, "--port", "0");
        using var client = new HttpClient { BaseAddress = await agentotel.AddressAsync("The page") };

        var status = await client.GetFromJsonAsync<JsonElement>("/api/v1/status");
        await agentotel.TerminateAsync();
        File.Delete(file);

        Assert.Equal(1, status.GetProperty("held").GetProperty("spans").GetInt64());
        Assert.True(status.GetProperty("isTemporary").GetBoolean());
        Assert.Contains("1 spans, 0 logs, 0 points", agentotel.Output, StringComparison.Ordinal);
        Assert.Contains("1 lines left out", agentotel.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', agentotel.Output);
    }

    [Fact]
    public async Task Agentotel_WithoutACommand_SaysWhichThereAre()
    {
        await using var agentotel = AgentotelProcess.Start();

        Assert.Equal(0, await agentotel.ExitCodeAsync());
        Assert.Contains("Commands:", agentotel.Output, StringComparison.Ordinal);
        Assert.Contains("view <files>", agentotel.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Required", agentotel.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_OfTheTool_IsItsOwn()
    {
        await using var agentotel = AgentotelProcess.Start("--version");

        Assert.Equal(0, await agentotel.ExitCodeAsync());
        Assert.Matches(@"^\d+\.\d+\.\d+", agentotel.Output);
    }

    [Fact]
    public async Task Help_OfView_ListsItsOptions()
    {
        await using var agentotel = AgentotelProcess.Start("view", "--help");

        Assert.Equal(0, await agentotel.ExitCodeAsync());
        Assert.All(
            [
                "--port", "--grpc-port", "--http-port", "--address", "--token", "--file", "--temporary", "--max-age", "--max-size",
                "--save", "--issue-link", "--allowed-host",
            ],
            option => Assert.Contains(option, agentotel.Output, StringComparison.Ordinal));
    }
}
