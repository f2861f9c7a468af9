using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Cli.Tests;

public sealed class KillTests
{
    private const int Senders = 4;
    private const int SpansOfRequest = 50;
    private static readonly string[] FreePorts = ["--port", "0", "--grpc-port", "0", "--http-port", "0"];

    [Fact]
    public async Task View_KilledUnderLoad_HasEveryAcknowledgedSpanOnce()
    {
        var folder = Directory.CreateTempSubdirectory("agentotel-kill-");
        var file = Path.Combine(folder.FullName, "kept.db");
        var acknowledged = new ConcurrentBag<int>();
        int last;
        await using (var first = AgentotelProcess.Start(["view", "--file", file, .. FreePorts]))
        {
            using var client = new HttpClient { BaseAddress = await first.AddressAsync("OTLP/HTTP") };
            var enough = new TaskCompletionSource();
            var sent = 0;
            var senders = Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
            {
                while (await IsAcknowledgedAsync(client, Interlocked.Increment(ref sent)) is { } request)
                {
                    acknowledged.Add(request);
                    if (acknowledged.Count >= 60)
                    {
                        enough.TrySetResult();
                    }
                }
            })).ToList();
            await enough.Task.WaitAsync(TimeSpan.FromSeconds(120));
            await first.KillAsync();
            await Task.WhenAll(senders).WaitAsync(TimeSpan.FromSeconds(60));
            last = sent;
        }

        await using var second = AgentotelProcess.Start(["view", "--file", file, .. FreePorts]);
        using var page = new HttpClient { BaseAddress = await second.AddressAsync("The page") };
        var kept = await KeptAsync(file);
        Assert.All(acknowledged, request => Assert.Equal(SpansOfRequest, kept.GetValueOrDefault(TraceId(request))));
        Assert.All(kept.Values, static spans => Assert.Equal(SpansOfRequest, spans));
        var status = await page.GetFromJsonAsync<JsonElement>("/api/v1/status");
        Assert.Equal(kept.Values.Sum(), status.GetProperty("held").GetProperty("spans").GetInt64());
        Assert.Equal(0, status.GetProperty("warnings").GetArrayLength());

        // Senders send again what was not acknowledged, and what was where the answer was lost.
        using var again = new HttpClient { BaseAddress = await second.AddressAsync("OTLP/HTTP") };
        for (var request = 1; request <= last; request++)
        {
            Assert.NotNull(await IsAcknowledgedAsync(again, request));
        }

        kept = await KeptAsync(file);
        Assert.Equal(last, kept.Count);
        Assert.All(kept.Values, static spans => Assert.Equal(SpansOfRequest, spans));
        await second.TerminateAsync();
        folder.Delete(recursive: true);
    }

    private static string TraceId(int request) => $"{request:x32}";

    /// <summary>The request's number, or null where the process is gone.</summary>
    private static async Task<int?> IsAcknowledgedAsync(HttpClient client, int request)
    {
        try
        {
            using var content = new StringContent(Request(request), Encoding.UTF8, "application/json");
            using var response = await client.PostAsync(new Uri("/v1/traces", UriKind.Relative), content);
            response.EnsureSuccessStatusCode();
            return request;
        }
        catch (HttpRequestException exception) when (exception.StatusCode is null)
        {
            return null;
        }
    }

    private static string Request(int request)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1_000_000;
        var spans = Enumerable.Range(1, SpansOfRequest).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""
            {"traceId":"{{TraceId(request)}}","spanId":"{{i:x16}}","parentSpanId":"{{(i == 1 ? "" : $"{1:x16}")}}","name":"work {{i}}",
             "startTimeUnixNano":"{{now}}","endTimeUnixNano":"{{now + 1000}}"}
            """));
        return $$"""{"resourceSpans":[{"scopeSpans":[{"spans":[{{string.Join(',', spans)}}]}]}]}""";
    }

    private static async Task<Dictionary<string, int>> KeptAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check(1)";
        Assert.Equal("ok", await command.ExecuteScalarAsync());
        command.CommandText = "SELECT trace_id, count(*) FROM spans GROUP BY trace_id";
        await using var rows = await command.ExecuteReaderAsync();
        var kept = new Dictionary<string, int>();
        while (await rows.ReadAsync())
        {
            kept[rows.GetString(0)] = rows.GetInt32(1);
        }

        return kept;
    }
}
