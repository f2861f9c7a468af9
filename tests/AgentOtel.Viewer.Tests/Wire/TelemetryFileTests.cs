using System.Text;
using AgentOtel.Viewer.Files;
using AgentOtel.Viewer.Otlp;
using AgentOtel.Viewer.Storage;
using AgentOtel.Viewer.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentOtel.Viewer.Tests.Wire;

public sealed class TelemetryFileTests
{
    /// <summary>
    /// As the Collector's file exporter writes it, made by hand: fields at their defaults are there or not, by its version.
    /// </summary>
    private static readonly string OfACollector =
        """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"checkout"}}]},
         "scopeSpans":[{"scope":{"name":"shop","version":"1"},"spans":[{"traceId":"0af7651916cd43dd8448eb211c80319c",
         "spanId":"b7ad6b7169203331","parentSpanId":"","flags":256,"name":"pay","kind":2,"startTimeUnixNano":"1700000000000000000",
         "endTimeUnixNano":"1700000001000000000","attributes":[{"key":"n","value":{"intValue":"3"}}],"status":{}}]}],
         "schemaUrl":"https://opentelemetry.io/schemas/1.30.0"}]}
        {"resourceLogs":[{"resource":{},"scopeLogs":[{"scope":{},"logRecords":[{"timeUnixNano":"1700000000000000000","severityNumber":9,
         "severityText":"Info","body":{"stringValue":"paid"},"traceId":"","spanId":""}]}]}]}
        {"resourceMetrics":[{"resource":{},"scopeMetrics":[{"scope":{},"metrics":[{"name":"payments",
         "sum":{"dataPoints":[{"timeUnixNano":"1","asInt":"4"},{"timeUnixNano":"2","asInt":"5"}],"aggregationTemporality":2,
         "isMonotonic":true}}]}]}]}

        """.Replace("\n ", "", StringComparison.Ordinal);

    private readonly List<TelemetryBatch> _kept = [];

    [Fact]
    public async Task Read_AFileOfTheCollector_KeepsAllSignals()
    {
        var counts = await ReadAsync(OfACollector);

        Assert.Equal(new FileCounts(1, 1, 2, 0, 0, null), counts);
        var span = _kept[0].Spans.Single();
        Assert.Equal(("pay", "checkout", 0ul, 3L), (span.Name, span.Resource.Service, span.ParentSpanId, span.Attributes["n"].AsWhole()));
        Assert.Equal("paid", _kept[1].Logs.Single().Body.Text);
        Assert.Equal([4.0, 5.0], _kept[2].Metrics.Single().Points.Select(point => point.Value));
    }

    [Fact]
    public async Task Read_BadLines_AreCountedAndTheRestIsKept()
    {
        var counts = await ReadAsync(
            "not JSON\r\n\r\n{\"profiles\":[]}\r\n" + OfACollector.ReplaceLineEndings("\r\n")
                + "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{}]}]}]}\n{\"resourceSpans\":[{\"cut o");

        Assert.Equal((1, 1, 2, 1, 3), (counts.Spans, counts.Logs, counts.Points, counts.RejectedItems, counts.RejectedLines));
        Assert.StartsWith("Line 1: Not JSON: ", counts.FirstRejection, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_ALineThatIsTooLong_IsCountedAndTheNextIsKept()
    {
        var line = $$"""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"severityText":"{{new string('x', 5000)}}"}]}]}]}""";

        var counts = await ReadAsync($"{line}\n{OfACollector}{line}", maxLineBytes: 1000);

        Assert.Equal(new FileCounts(1, 1, 2, 0, 2, "Line 1: it is longer than 1000 bytes."), counts);
    }

    [Fact]
    public async Task Read_TheStoreIsBusy_TriesAgainUntilItIsTaken()
    {
        var refusals = 3;

        var counts = await ReadAsync(OfACollector, outcome: () => refusals-- > 0 ? WriteOutcome.TryAgain("full") : WriteOutcome.Taken);

        Assert.Equal(new FileCounts(1, 1, 2, 0, 0, null), counts);
        Assert.Equal(3, _kept.Count);
    }

    [Fact]
    public async Task Read_TheStoreSaysNo_CountsTheLineWithItsReason()
    {
        var counts = await ReadAsync(OfACollector, outcome: () => WriteOutcome.Reject("The disk is gone."));

        Assert.Equal(new FileCounts(0, 0, 0, 0, 3, "Line 1: The disk is gone."), counts);
    }

    [Fact]
    public async Task Read_WhatWasSaved_IsWhatCame()
    {
        using var folder = new TemporaryFolder();
        var came = ProtobufDecoder.Traces(
            Requests.Of(Enumerable.Range(0, 200).Select(i => Requests.Span($"span {i} äöü \"quoted\"\n")).ToArray()));
        await using (var file = new SaveFile(folder.File("saved.jsonl"), 1 << 20, 1 << 20, NullLogger.Instance))
        {
            for (var i = 0; i < 5; i++)
            {
                file.Offer(came, 100);
            }
        }

        var counts = await ReadAsync(await File.ReadAllTextAsync(folder.File("saved.jsonl")), maxLineBytes: 1 << 20);

        Assert.Equal(1000, counts.Spans);
        Assert.Equal(came.Spans.Select(span => span.Name), _kept[0].Spans.Select(span => span.Name));
    }

    private async Task<FileCounts> ReadAsync(string text, int maxLineBytes = 64 * 1024, Func<WriteOutcome>? outcome = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await TelemetryFile.ReadAsync(stream, WriteAsync, maxLineBytes, TimeProvider.System, CancellationToken.None);

        ValueTask<WriteOutcome> WriteAsync(TelemetryBatch batch, int sizeInBytes, CancellationToken cancellationToken)
        {
            var result = outcome?.Invoke() ?? WriteOutcome.Taken;
            if (result.IsTaken)
            {
                _kept.Add(batch);
            }

            return ValueTask.FromResult(result);
        }
    }
}
