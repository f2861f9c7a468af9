using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AgentOtel.Viewer.Storage;

namespace AgentOtel.Viewer.Tests.Wire;

public sealed class GrpcExportTests
{
    private static readonly byte[] OneSpan = Requests.Of(Requests.Span("one"));

    [Fact]
    public async Task Export_Plain_IsTaken()
    {
        await using var server = await ReceivingServer.StartAsync();

        var answer = await CallAsync(server, Frame(OneSpan));

        Assert.Equal("0", answer.Status);
        Assert.Equal([0, 0, 0, 0, 0], answer.Body);
        Assert.Equal("one", Assert.Single(server.Spans).Name);
    }

    [Fact]
    public async Task Export_Zipped_IsTaken()
    {
        await using var server = await ReceivingServer.StartAsync();

        var answer = await CallAsync(server, Frame(HttpExportTests.Zip(OneSpan), flag: 1), "gzip");

        Assert.Equal("0", answer.Status);
        Assert.Equal("one", Assert.Single(server.Spans).Name);
    }

    [Fact]
    public async Task Export_SomeItemsAreBad_IsAPartialSuccess()
    {
        await using var server = await ReceivingServer.StartAsync();

        var answer = await CallAsync(server, Frame(Requests.Of(new Message().Add(5, "bad"), Requests.Span("good"))));

        var partial = new Message().Add(1, new Message().AddVarint(1, 1).Add(2, "A span has no trace id or no span id.")).ToArray();
        Assert.Equal("0", answer.Status);
        Assert.Equal(Frame(partial), answer.Body);
        Assert.Equal("good", Assert.Single(server.Spans).Name);
    }

    [Fact]
    public async Task Export_TheStoreIsBusy_IsUnavailableWithRetryInfo()
    {
        await using var server = await ReceivingServer.StartAsync();
        server.Outcome = static () => WriteOutcome.TryAgain("The queue is full.");

        var answer = await CallAsync(server, Frame(OneSpan));

        Assert.Equal(("14", "The queue is full."), (answer.Status, answer.Message));
        var retryInfo = new Message()
            .Add(1, "type.googleapis.com/google.rpc.RetryInfo")
            .Add(2, new Message().Add(1, new Message().AddVarint(1, 1)));
        var status = new Message().AddVarint(1, 14).Add(2, "The queue is full.").Add(3, retryInfo).ToArray();
        Assert.Equal(Convert.ToBase64String(status).TrimEnd('='), answer.Details);
    }

    [Theory]
    [InlineData(0, new byte[] { 0x0a, 0xff }, "", "3", "a number that is cut off")]
    [InlineData(1, new byte[] { 1, 2, 3 }, "gzip", "3", "not gzip")]
    [InlineData(1, new byte[] { 1, 2, 3 }, "", "3", "does not say how")]
    [InlineData(1, new byte[] { 1, 2, 3 }, "zstd", "12", "\"zstd\" is not known")]
    [InlineData(7, new byte[] { }, "", "3", "neither 0 nor 1")]
    public async Task Export_Malformed_IsRefusedInTrailersOnly(byte flag, byte[] message, string encoding, string status, string expected)
    {
        await using var server = await ReceivingServer.StartAsync();

        var answer = await CallAsync(server, Frame(message, flag), encoding);

        Assert.Equal((HttpStatusCode.OK, status, 0), (answer.Http, answer.Status, answer.Body.Length));
        Assert.Contains(expected, answer.Message, StringComparison.Ordinal);
        Assert.Empty(answer.Details);
    }

    [Fact]
    public async Task Export_ALengthThatIsNotTheMessages_IsRefused()
    {
        await using var server = await ReceivingServer.StartAsync();

        Assert.Equal("3", (await CallAsync(server, Frame(OneSpan)[..^1])).Status);
        Assert.Equal("3", (await CallAsync(server, [.. Frame(OneSpan), 0])).Status);
        Assert.Equal("3", (await CallAsync(server, [0, 0])).Status);
        Assert.Empty(server.Batches);
    }

    [Fact]
    public async Task Export_LargerThanTheMost_IsExhaustedWithoutRetryInfo()
    {
        await using var server = await ReceivingServer.StartAsync(new ViewerOptions { MaxRequestBytes = 64 * 1024 });
        var large = Requests.Of(Requests.Span(new string('x', 70_000)));

        var plain = await CallAsync(server, Frame(large));
        var zipped = await CallAsync(server, Frame(HttpExportTests.Zip(large), flag: 1), "gzip");

        Assert.Equal(("8", ""), (plain.Status, plain.Details));
        Assert.Equal(("8", ""), (zipped.Status, zipped.Details));
        Assert.Equal(0, server.InFlight.Held);
    }

    private static byte[] Frame(byte[] message, byte flag = 0)
    {
        var frame = new byte[message.Length + 5];
        frame[0] = flag;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }

    private static async Task<Answer> CallAsync(ReceivingServer server, byte[] body, string encoding = "")
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(server.Grpc, "/opentelemetry.proto.collector.trace.v1.TraceService/Export"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.ParseAdd("trailers");
        if (encoding.Length > 0)
        {
            request.Headers.Add("grpc-encoding", encoding);
        }

        using var response = await http.SendAsync(request);
        var content = await response.Content.ReadAsByteArrayAsync();
        var status = response.Headers.Contains("grpc-status") ? response.Headers : response.TrailingHeaders;
        return new Answer(
            response.StatusCode, One("grpc-status"), Uri.UnescapeDataString(One("grpc-message")), One("grpc-status-details-bin"), content);

        string One(string name) => status.TryGetValues(name, out var values) ? values.Single() : "";
    }

    private sealed record Answer(HttpStatusCode Http, string Status, string Message, string Details, byte[] Body);
}
