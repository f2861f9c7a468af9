using System.Net;
using System.Net.Http.Headers;
using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Wire;

/// <summary>From the wire into the real store.</summary>
public sealed class ReceivingIntoStoreTests
{
    [Fact]
    public async Task Export_Acknowledged_IsThereAfterTheStoreIsOpenedAgain()
    {
        await using var store = new TemporaryStore();
        await using (var server = await ReceivingServer.StartAsync(store: store.Store.WriteAsync))
        {
            Assert.Equal(
                HttpStatusCode.OK,
                await PostAsync(
                    server, "/v1/traces", Requests.Of(Requests.Span("one"), Requests.Span("two", spanId: [0, 0, 0, 0, 0, 0, 0, 2]))));
            Assert.Equal(
                HttpStatusCode.OK,
                await PostAsync(
                    server,
                    "/v1/logs",
                    Requests.Of(new Message().AddFixed64(1, 1_700_000_000_000_000_000).Add(5, Requests.Text("hello")))));
        }

        await store.ReopenAsync();

        Assert.Equal(["one", "two"], store.Rows("SELECT name FROM span_rows ORDER BY name"));
        Assert.Equal("hello", store.Row("SELECT body FROM log_rows"));
    }

    private static async Task<HttpStatusCode> PostAsync(ReceivingServer server, string path, byte[] request)
    {
        using var http = new HttpClient();
        using var content = new ByteArrayContent(request);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        using var answer = await http.PostAsync(new Uri(server.Http, path), content);
        return answer.StatusCode;
    }
}
