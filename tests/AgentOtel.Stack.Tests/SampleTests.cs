using System.Net;
using System.Net.Sockets;
using System.Text;
using AgentOtel.Tests.Otlp;

namespace AgentOtel.Stack.Tests;

/// <summary>The sample as a user meets it.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task Runs_WithoutAnEndpoint_PrintsEachRunAsATreeAndEnds()
    {
        await using var sample = await SampleProcess.StartAsync(null, ["--runs", "2", "--rate", "10", "--faults", "off"]);

        await sample.WaitForExitAsync(60);

        Assert.Equal(2, sample.Output.Split('\n').Count(line => line.StartsWith("invoke_workflow campaign", StringComparison.Ordinal)));
        Assert.Contains("│  └─ invoke_agent research", sample.Output, StringComparison.Ordinal);
        Assert.Matches(@"chat gpt-4\.1-mini  \d+ ms · \d+ in, \d+ out", sample.Output);
    }

    [Fact]
    public async Task Runs_OfAProcessThatEndsAtOnce_AllArrive()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var sample = await SampleProcess.StartAsync(receiver.Grpc, ["--runs", "3", "--rate", "50", "--faults", "off"]);

        await sample.WaitForExitAsync(60);

        Assert.Equal(3, receiver.Spans.Count(span => span.Name == "invoke_workflow campaign"));
        Assert.Equal(3, receiver.Logs.Count(log => log.EventName == "agentotel.workflow.completed"));
        Assert.Equal(3, receiver.Points.Where(point => point.Metric == "marketing.campaigns.published").Max(point => point.Value));
    }

    [Fact]
    public async Task Export_OverTlsWithAClientsCertificate_Arrives()
    {
        using var certificates = new TestCertificates();
        await using var receiver = await OtlpReceiver.StartAsync(certificates.Server);
        await using var sample = await SampleProcess.StartAsync(
            new Uri($"https://localhost:{receiver.Http.Port}"),
            ["--runs", "1", "--rate", "10", "--faults", "off"],
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_EXPORTER_OTLP_CERTIFICATE", certificates.Authority),
            ("OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE", certificates.Client),
            ("OTEL_EXPORTER_OTLP_CLIENT_KEY", certificates.ClientKey));

        await sample.WaitForExitAsync(60);

        Assert.Single(receiver.Spans, span => span.Name == "invoke_workflow campaign");
        Assert.Contains(receiver.Logs, log => log.EventName == "agentotel.workflow.completed");
    }

    [Theory]
    [InlineData("""{"brief":""}""", "brief", "is required")]
    [InlineData("""{}""", "brief", "is required")]
    [InlineData("""{"brief":"x","colour":1}""", "colour", "is not a field")]
    [InlineData("""{"brief":5}""", "brief", "wrong type")]
    [InlineData("""{"brief":""", "$", "not valid JSON near line 1")]
    [InlineData("""{"brief":"x","deadlineSeconds":-1}""", "deadlineSeconds", "above 0")]
    public async Task Campaigns_WithABadBody_NameTheField(string body, string field, string message)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var sample = await SampleProcess.StartAsync(receiver.Grpc, ["--rate", "0"]);
        using var http = new HttpClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await http.PostAsync(new Uri(sample.Address, "/campaigns"), content);
        var problem = await response.Content.ReadAsStringAsync();
        await sample.TerminateAsync();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains($"\"{field}\":[\"", problem, StringComparison.Ordinal);
        Assert.Contains(message, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("MarketingAgents.", problem, StringComparison.Ordinal);
        Assert.Contains(receiver.Spans, span => span.Kind == ReceivedSpan.Server);
    }

    [Fact]
    public async Task Campaigns_WithAnOversizedBrief_NameTheField()
    {
        await using var sample = await SampleProcess.StartAsync(null, ["--rate", "0"]);

        var (status, problem) = await sample.PostAsync("/campaigns", new { brief = new string('x', 4001) });

        Assert.Equal(400, status);
        Assert.Equal("brief must have at most 4000 characters.", problem.GetProperty("errors").GetProperty("brief")[0].GetString());
    }

    [Fact]
    public async Task Port_ThatIsTaken_IsReplacedAndSaidSo()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        await using var sample = await SampleProcess.StartAsync(null, ["--rate", "0"], ("ASPNETCORE_URLS", $"http://127.0.0.1:{port}"));

        Assert.Contains($"Port {port} is taken; a free one is used instead.", sample.Output, StringComparison.Ordinal);
        Assert.NotEqual(port, sample.Address.Port);
    }
}
