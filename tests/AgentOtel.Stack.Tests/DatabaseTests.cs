using AgentOtel.Tests.Otlp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace AgentOtel.Stack.Tests;

/// <summary>What an app asks of others: a real PostgreSQL through <c>DbCommand</c>, a real server through <c>HttpClient</c>.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class DatabaseTests
{
    [Fact]
    public async Task Calls_OfAToolToDatabaseAndWeb_StandBelowItWithDurationAndErrors()
    {
        await using var database = await Postgres.StartAsync();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var web = await OtlpReceiver.StartAsync();
        await RunAsync(receiver, async telemetry =>
        {
            await using var source = NpgsqlDataSource.Create(database.ConnectionString);
            await telemetry.StartTool("lookup").RunAsync(async () =>
            {
                await using var command = source.CreateCommand("select count(*) from pg_class where relname <> 'ada@example.com'");
                await command.ExecuteScalarAsync();
                await using var wrong = source.CreateCommand("select * from missing");
                await Assert.ThrowsAsync<PostgresException>(() => wrong.ExecuteScalarAsync());
                await using var telling = source.CreateCommand("select 'ada@example.com'::text::uuid");
                await Assert.ThrowsAsync<PostgresException>(() => telling.ExecuteScalarAsync());
                using var http = new HttpClient();
                using var answer = await http.GetAsync(new Uri(web.Http, "/nothing?token=abcdef"));
            });
        });

        var tool = receiver.Span("execute_tool lookup");
        var calls = receiver.Spans.Where(span => span.ParentId == tool.SpanId).ToList();
        var queries = calls.Where(span => span.Origin.Scope == "Npgsql" && span.Attributes.ContainsKey("db.query.text")).ToList();
        Assert.Equal(3, queries.Count);
        Assert.DoesNotContain(
            receiver.Bodies, body => System.Text.Encoding.Latin1.GetString(body).Contains("ada@example.com", StringComparison.Ordinal));
        Assert.All(queries, query => Assert.Equal("postgresql", query.Attributes["db.system.name"]));
        Assert.Contains("[redacted]", (string)queries[0].Attributes["db.query.text"]!, StringComparison.Ordinal);
        Assert.Equal(ReceivedSpan.Error, queries[1].Status);
        Assert.Equal("42P01", queries[1].Attributes["db.response.status_code"]);
        var request = calls.Single(span => span.Origin.Scope == "System.Net.Http");
        Assert.Equal(404L, request.Attributes["http.response.status_code"]);
        Assert.Equal("404", request.Attributes["error.type"]);
        Assert.DoesNotContain("abcdef", (string)request.Attributes["url.full"]!, StringComparison.Ordinal);
        Assert.Contains(receiver.Points, point => point.Metric == "db.client.operation.duration");
        Assert.Contains(
            receiver.Points,
            point =>
                point.Metric == "http.client.request.duration"
                    && Equals(point.Attributes.GetValueOrDefault("http.response.status_code"), 404L));
    }

    private static async Task RunAsync(OtlpReceiver receiver, Func<AgentTelemetry, Task> body)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Http.AbsoluteUri;
        builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        builder.AddAgentOtel();
        using var host = builder.Build();
        await host.StartAsync();
        await body(host.Services.GetRequiredService<AgentTelemetry>());
        await host.StopAsync();
    }
}
