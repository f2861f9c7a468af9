using AgentOtel.Viewer.Storage;
using AgentOtel.Viewer.Tests.Support;
using AgentOtel.Viewer.Tests.Wire;

namespace AgentOtel.Viewer.Tests.Storage.Keeping;

public sealed class ForeignReaderTests
{
    [Fact]
    public async Task WriteAsync_ForeignReaderHoldsTheLog_IsRefusedUntilItEnds()
    {
        const int MaxBytes = 16 << 20;
        using var folder = new TemporaryFolder();
        await using var viewer = await RunningTestViewer.StartAsync(options =>
        {
            options.File = folder.File("viewer.db");
            options.MaxBytes = MaxBytes;
        });
        await viewer.Store.WriteAsync(Some.Span(1, 1));
        WriteOutcome outcome;
        var acknowledged = 1;
        using (var foreign = KeptFile.Foreign(folder.File("viewer.db")))
        {
            StoreFile.Execute(foreign, "BEGIN");
            Assert.Equal(1, StoreFile.Scalar(foreign, "SELECT count(*) FROM span_rows"));
            var random = new Random(3);
            do
            {
                outcome = await viewer.Store.SendAsync(Some.Span(++acknowledged, 1, attributes: ("text", KeptFile.Text(random, 4_000))));
            }
            while (outcome.IsTaken && acknowledged < 10_000);

            acknowledged--;
            Assert.True(outcome.IsRetryable);
            Assert.Contains("Another program has been reading", outcome.Refusal, StringComparison.Ordinal);
            Assert.Contains(folder.File("viewer.db"), outcome.Refusal, StringComparison.Ordinal);
            Assert.Equal(outcome.Refusal, (await viewer.GetAsync("status")).GetProperty("warnings")[0].GetString());
            Assert.InRange(StoreFiles.Bytes(folder.File("viewer.db")), 4 << 20, MaxBytes);
            Assert.False((await viewer.Store.SendAsync(Some.Span(20_000, 1))).IsTaken);
            Assert.Equal(1, StoreFile.Scalar(foreign, "SELECT count(*) FROM span_rows"));
        }

        await viewer.WaitForAsync("status", static status => status.GetProperty("warnings").GetArrayLength() == 0);
        await viewer.Store.WriteAsync(Some.Span(30_000, 1));

        Assert.Equal(acknowledged + 1, viewer.Store.Ask("SELECT count(*) FROM span_rows"));
    }
}
