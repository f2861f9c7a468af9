using System.Net;
using System.Net.Sockets;
using System.Text;
using AgentOtel.Viewer.Tests.Wire;

namespace AgentOtel.Viewer.Tests.Hosting;

/// <summary>Options of the server as a whole.</summary>
public sealed class ViewerServerTests
{
    [Fact]
    public async Task SaveFile_WhereOneIsNamed_HasWhatArrived()
    {
        using var folder = new TemporaryFolder();
        await using (var viewer = await RunningTestViewer.StartAsync(options => options.SaveFile = folder.File("saved.jsonl")))
        {
            using var content = new StringContent(
                """{"resourceLogs":[{"scopeLogs":[{"logRecords":["""
                    + """{"timeUnixNano":"1795608000000000000","body":{"stringValue":"saved"}}]}]}]}""",
                Encoding.UTF8,
                "application/json");
            using var response = await viewer.Client.PostAsync(new Uri(viewer.Http, "/v1/logs"), content);
            response.EnsureSuccessStatusCode();
        }

        Assert.Contains("\"saved\"", await File.ReadAllTextAsync(folder.File("saved.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_BeyondTheMost_AreClosed()
    {
        await using var viewer = await RunningTestViewer.StartAsync(options => options.MaxConnections = 1);
        (await viewer.Client.GetAsync(new Uri("/api/v1/status", UriKind.Relative))).Dispose();
        using var second = new TcpClient();
        await second.ConnectAsync(IPAddress.Loopback, viewer.Page.Port);

        var read = await ReadToEndAsync(second);

        Assert.Equal(0, read);
    }

    /// <summary>A connection that is shut comes to its end, or is reset.</summary>
    private static async Task<int> ReadToEndAsync(TcpClient client)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            return await client.GetStream().ReadAsync(new byte[1], deadline.Token);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
