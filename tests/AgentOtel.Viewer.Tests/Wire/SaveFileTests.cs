using AgentOtel.Viewer.Files;
using AgentOtel.Viewer.Otlp;
using AgentOtel.Viewer.Storage;
using AgentOtel.Viewer.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentOtel.Viewer.Tests.Wire;

public sealed class SaveFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Offer_WhatArrived_IsOneRequestALine()
    {
        await using (var file = Open("saved.jsonl"))
        {
            file.Offer(ProtobufDecoder.Traces(Requests.Of(Requests.Span("one"), Requests.Span("two"))), 100);
            file.Offer(ProtobufDecoder.Logs(Requests.Of(new Message().Add(3, "Info"))), 100);
            file.Offer(
                ProtobufDecoder.Metrics(Requests.Of(new Message().Add(1, "queue").Add(5, new Message().Add(1, new Message())))), 100);
        }

        var lines = await File.ReadAllLinesAsync(_folder.File("saved.jsonl"));

        Assert.Equal(3, lines.Length);
        Assert.StartsWith("""{"resourceSpans":[{"resource":""", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("""{"resourceLogs":[""", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("""{"resourceMetrics":[""", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offer_BeyondTheLargestSize_SetsFilesAsideAndKeepsFive()
    {
        await using (var file = Open("saved.jsonl", maxBytes: 1000))
        {
            for (var i = 0; i < 20; i++)
            {
                file.Offer(Batch($"{i} {new string('x', 600)}"), 100);
            }
        }

        Assert.Equal(
            ["saved.1.jsonl", "saved.2.jsonl", "saved.3.jsonl", "saved.4.jsonl", "saved.5.jsonl", "saved.jsonl"],
            Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("\"19 xxx", await File.ReadAllTextAsync(_folder.File("saved.jsonl")), StringComparison.Ordinal);
        Assert.Contains("\"18 xxx", await File.ReadAllTextAsync(_folder.File("saved.1.jsonl")), StringComparison.Ordinal);
        Assert.Contains("\"14 xxx", await File.ReadAllTextAsync(_folder.File("saved.5.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offer_ToAFileWhoseLastLineWasCutOff_BeginsALineOfItsOwn()
    {
        await File.WriteAllTextAsync(_folder.File("saved.jsonl"), "{\"resourceSpans\":[{\"reso");

        await using (var file = Open("saved.jsonl"))
        {
            file.Offer(Batch("after"), 100);
        }

        var lines = await File.ReadAllLinesAsync(_folder.File("saved.jsonl"));
        Assert.Equal("{\"resourceSpans\":[{\"reso", lines[0]);
        Assert.Contains("\"after\"", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offer_MoreThanMayWait_IsLeftOutAndCounted()
    {
        await using var file = new SaveFile(_folder.File("saved.jsonl"), 1 << 20, maxQueuedBytes: 99, NullLogger.Instance);

        file.Offer(Batch("large"), 100);

        Assert.Equal(1, file.LeftOut);
    }

    [Fact]
    public async Task Open_ANewFile_IsReadableByItsOwnerAlone()
    {
        await using var file = Open("saved.jsonl");

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("saved.jsonl")));
        }
    }

    [Fact]
    public void Open_APathThatCannotBeWritten_Throws() => Assert.ThrowsAny<IOException>(() => Open("missing/saved.jsonl"));

    [Fact]
    public async Task Receiver_WithASaveFile_SavesWhatTheStoreTook()
    {
        var file = Open("saved.jsonl");
        await using (var server = await ReceivingServer.StartAsync(saveFile: file))
        {
            using var http = new HttpClient();
            using var content = new ByteArrayContent(Requests.Of(Requests.Span("over the wire")));
            content.Headers.ContentType = new("application/x-protobuf");
            using var answer = await http.PostAsync(new Uri(server.Http, "/v1/traces"), content);
        }

        await file.DisposeAsync();
        Assert.Contains("\"over the wire\"", await File.ReadAllTextAsync(_folder.File("saved.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receiver_WhileTakingInIsPaused_SavesNothing()
    {
        var file = Open("saved.jsonl");
        await using (var server = await ReceivingServer.StartAsync(saveFile: file))
        {
            server.Outcome = static () => WriteOutcome.LetGo;
            using var http = new HttpClient();
            using var content = new ByteArrayContent(Requests.Of(Requests.Span("over the wire")));
            content.Headers.ContentType = new("application/x-protobuf");
            using var answer = await http.PostAsync(new Uri(server.Http, "/v1/traces"), content);
            answer.EnsureSuccessStatusCode();
        }

        await file.DisposeAsync();
        Assert.Equal("", await File.ReadAllTextAsync(_folder.File("saved.jsonl")));
    }

    public void Dispose() => _folder.Dispose();

    private static TelemetryBatch Batch(string name) => ProtobufDecoder.Traces(Requests.Of(Requests.Span(name)));

    private SaveFile Open(string name, long maxBytes = 1 << 20) => new(_folder.File(name), maxBytes, 1 << 20, NullLogger.Instance);
}
