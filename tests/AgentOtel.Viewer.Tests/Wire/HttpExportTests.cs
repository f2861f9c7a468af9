using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AgentOtel.Viewer.Storage;

namespace AgentOtel.Viewer.Tests.Wire;

public sealed class HttpExportTests
{
    private const string OneSpan =
        """{"resourceSpans":[{"scopeSpans":[{"spans":["""
            + """{"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","name":"by hand"}]}]}]}""";

    [Fact]
    public async Task Traces_Protobuf_AreTakenAndAnsweredInProtobuf()
    {
        await using var server = await ReceivingServer.StartAsync();

        using var answer = await PostAsync(server, "/v1/traces", Requests.Of(Requests.Span("one")));

        Assert.Equal(
            (HttpStatusCode.OK, "application/x-protobuf", 0L),
            (answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), answer.Content.Headers.ContentLength));
        Assert.Equal("one", Assert.Single(server.Spans).Name);
    }

    [Fact]
    public async Task Traces_JsonWithCharset_AreTakenAndAnsweredInJson()
    {
        await using var server = await ReceivingServer.StartAsync();

        using var answer = await PostAsync(server, "/v1/traces", Encoding.UTF8.GetBytes(OneSpan), "application/json; charset=utf-8");

        Assert.Equal(
            (HttpStatusCode.OK, "application/json", "{}"),
            (answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), await answer.Content.ReadAsStringAsync()));
        Assert.Equal("by hand", Assert.Single(server.Spans).Name);
    }

    [Fact]
    public async Task Logs_Zipped_AreTaken()
    {
        await using var server = await ReceivingServer.StartAsync();

        using var answer = await PostAsync(server, "/v1/logs", Zip(Requests.Of(new Message().Add(3, "Info"))), encoding: "gzip");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Info", Assert.Single(server.Logs).SeverityText);
    }

    [Theory]
    [InlineData("traces", "rejectedSpans", "A span has no trace id or no span id.")]
    [InlineData("logs", "rejectedLogRecords", "A log record has a time after the year 2262.")]
    [InlineData("metrics", "rejectedDataPoints", "A metric has no name.")]
    public async Task Export_SomeItemsAreBad_IsAPartialSuccessInBothEncodings(string signal, string name, string reason)
    {
        var json = signal switch
        {
            "traces" => """{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"bad"}]}]}]}""",
            "logs" => """{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"18446744073709551615"}]}]}]}""",
            _ => """{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"gauge":{"dataPoints":[{"asInt":1}]}}]}]}]}""",
        };
        var protobuf = Requests.Of(signal switch
        {
            "traces" => new Message().Add(5, "bad"),
            "logs" => new Message().AddFixed64(1, ulong.MaxValue),
            _ => new Message().Add(5, new Message().Add(1, new Message())),
        });
        await using var server = await ReceivingServer.StartAsync();

        using var inJson = await PostAsync(server, $"/v1/{signal}", Encoding.UTF8.GetBytes(json), "application/json");
        using var inProtobuf = await PostAsync(server, $"/v1/{signal}", protobuf);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (inJson.StatusCode, inProtobuf.StatusCode));
        Assert.Equal(
            $$$"""{"partialSuccess":{"{{{name}}}":"1","errorMessage":"{{{reason}}}"}}""", await inJson.Content.ReadAsStringAsync());
        var expected = new Message().Add(1, new Message().AddVarint(1, 1).Add(2, reason)).ToArray();
        Assert.Equal(expected, await inProtobuf.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Export_Malformed_IsRefusedInTheSameEncoding()
    {
        await using var server = await ReceivingServer.StartAsync();

        using var inJson = await PostAsync(server, "/v1/traces", "{"u8.ToArray(), "application/json");
        using var inProtobuf = await PostAsync(server, "/v1/traces", [0x0a, 0xff]);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (inJson.StatusCode, inProtobuf.StatusCode));
        Assert.StartsWith("""{"code":3,"message":"Not JSON: """, await inJson.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var status = await inProtobuf.Content.ReadAsByteArrayAsync();
        Assert.Equal([0x08, 3, 0x12], status[..3]);
        Assert.Contains("a number that is cut off", Encoding.UTF8.GetString(status), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/v1/traces", "application/json", "", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/v1/profiles", "application/json", "", HttpStatusCode.NotFound)]
    [InlineData("POST", "/v1/traces", "text/plain", "", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("POST", "/v1/traces", "application/json", "br", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("POST", "/v1/traces", "application/json", "gzip", HttpStatusCode.BadRequest)]
    [InlineData(
        "POST", "/opentelemetry.proto.collector.trace.v1.TraceService/Export", "application/grpc", "", HttpStatusCode.UnsupportedMediaType)]
    public async Task Export_NotAsTheProtocolHasIt_GetsTheStatusThatSaysSo(
        string method, string path, string type, string encoding, HttpStatusCode expected)
    {
        await using var server = await ReceivingServer.StartAsync();

        using var answer = await PostAsync(server, path, Encoding.UTF8.GetBytes(OneSpan), type, encoding, method);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Contains("\"message\":\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(expected == HttpStatusCode.MethodNotAllowed ? ["POST"] : [], answer.Content.Headers.Allow);
        Assert.Empty(server.Batches);
    }

    [Fact]
    public async Task Export_LargerThanTheMost_IsRefused()
    {
        await using var server = await ReceivingServer.StartAsync(new ViewerOptions { MaxRequestBytes = 64 * 1024 });
        var large = Requests.Of(Requests.Span(new string('x', 70_000)));

        using var plain = await PostAsync(server, "/v1/traces", large);
        using var chunked = await PostAsync(server, "/v1/traces", large, isChunked: true);
        using var zipped = await PostAsync(server, "/v1/traces", Zip(large), encoding: "gzip");

        Assert.All([plain, chunked, zipped], answer => Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode));
        Assert.Contains("AgentOtel:Viewer:MaxRequestBytes", await zipped.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, server.InFlight.Held);
    }

    [Fact]
    public async Task Export_MoreInFlightThanTheMost_IsAskedToTryAgain()
    {
        await using var server = await ReceivingServer.StartAsync(new ViewerOptions { MaxQueuedBytes = 64 * 1024 });

        using var answer = await PostAsync(server, "/v1/traces", Requests.Of(Requests.Span(new string('x', 70_000))));

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)), (answer.StatusCode, answer.Headers.RetryAfter?.Delta));
        Assert.Equal(0, server.InFlight.Held);
    }

    [Fact]
    public async Task Export_TheStoreIsBusy_IsAskedToTryAgain()
    {
        await using var server = await ReceivingServer.StartAsync();
        server.Outcome = static () => WriteOutcome.TryAgain("The queue is full.");

        using var answer = await PostAsync(server, "/v1/traces", Encoding.UTF8.GetBytes(OneSpan), "application/json");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(1)), (answer.StatusCode, answer.Headers.RetryAfter?.Delta));
        Assert.Equal("""{"code":14,"message":"The queue is full."}""", await answer.Content.ReadAsStringAsync());
    }

    public static byte[] Zip(byte[] data)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal))
        {
            gzip.Write(data);
        }

        return zipped.ToArray();
    }

    private static async Task<HttpResponseMessage> PostAsync(
        ReceivingServer server,
        string path,
        byte[] body,
        string type = "application/x-protobuf",
        string encoding = "",
        string method = "POST",
        bool isChunked = false)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(
            new HttpMethod(method), new Uri(server.Http, path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.TransferEncodingChunked = isChunked ? true : null;
        if (encoding.Length > 0)
        {
            request.Content.Headers.ContentEncoding.Add(encoding);
        }

        return await http.SendAsync(request);
    }
}
