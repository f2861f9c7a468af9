using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using AgentOtel.Viewer.Receiving;

namespace AgentOtel.Viewer.Tests.Wire;

/// <summary>Garbage over the wire: refused, and the next good request is taken.</summary>
public sealed class GarbageTests
{
    [Fact]
    public async Task Export_AGzipBomb_IsRefused()
    {
        var bomb = Bomb(megabytes: 256);
        await using var server = await ReceivingServer.StartAsync(new ViewerOptions { MaxRequestBytes = 4 << 20 });

        using var answer = await SendAsync(server, bomb, "gzip");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal(0, server.InFlight.Held);
    }

    [Fact]
    public async Task Unzip_AGzipBomb_AllocatesNoMoreThanTheMostTakes()
    {
        const int Max = 4 << 20;
        var inFlight = new BytesInFlight(64 << 20);
        using var zipped = await RequestBody.ReadAsync(new MemoryStream(Bomb(megabytes: 256)), Max, inFlight, CancellationToken.None);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var unzipping = zipped.UnzipAsync(CancellationToken.None);

        // It ran here and to its end: what it allocated is this thread's.
        Assert.True(unzipping.IsFaulted);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * Max);
        Assert.Equal(413, (await Assert.ThrowsAsync<RefusedException>(unzipping.AsTask)).Refusal.HttpStatus);
    }

    [Fact]
    public async Task Export_GarbageOverAndOver_HoldsNothingAndTakesTheNextGoodOne()
    {
        var random = new Random(4);
        await using var server = await ReceivingServer.StartAsync();
        for (var round = 0; round < 300; round++)
        {
            var garbage = new byte[random.Next(2000)];
            random.NextBytes(garbage);
            garbage = [0x0a, 0xff, 0xff, .. garbage];
            using var refused = await SendAsync(server, garbage, round % 2 == 0 ? "" : "gzip");
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }

        using var answer = await SendAsync(server, Requests.Of(Requests.Span("good")), "");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("good", Assert.Single(server.Spans).Name);
        Assert.Equal(0, server.InFlight.Held);
    }

    [Fact]
    public async Task Export_GzipThatIsCutOff_IsRefused()
    {
        var random = new Random(5);
        var bytes = new byte[8_000];
        random.NextBytes(bytes);
        var zipped = HttpExportTests.Zip(Requests.Of(Requests.Span(Convert.ToHexString(bytes))));
        await using var server = await ReceivingServer.StartAsync();

        foreach (var length in new[] { 5, 100, zipped.Length / 2, zipped.Length - 9, zipped.Length - 1 })
        {
            using var answer = await SendAsync(server, zipped[..length], "gzip");
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Empty(server.Batches);
    }

    private static byte[] Bomb(int megabytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < megabytes; i++)
            {
                gzip.Write(zeros);
            }
        }

        return zipped.ToArray();
    }

    private static async Task<HttpResponseMessage> SendAsync(ReceivingServer server, byte[] body, string encoding)
    {
        using var http = new HttpClient();
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        if (encoding.Length > 0)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return await http.PostAsync(new Uri(server.Http, "/v1/traces"), content);
    }
}
