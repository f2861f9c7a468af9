using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AgentOtel.Viewer.Api;
using AgentOtel.Viewer.Hosting;
using AgentOtel.Viewer.Storage;
using AgentOtel.Viewer.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentOtel.Viewer.Tests.Api;

/// <summary>The API alone on a free port, with a real store; it is ten minutes after <see cref="Some.Start"/>.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    private readonly TemporaryStore _store;
    private readonly WebApplication _app;

    private ApiHost(TemporaryStore store, WebApplication app)
    {
        _store = store;
        _app = app;
        Client = new HttpClient
        {
            BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()),
        };
    }

    public HttpClient Client { get; }

    public TelemetryStore Store => _store.Store;

    /// <summary>Starts it with these items in its store, written as one request.</summary>
    public static Task<ApiHost> WithAsync(params object[] items) => StartAsync(new ViewerOptions(), items);

    public static async Task<ApiHost> StartAsync(ViewerOptions options, params object[] items)
    {
        var time = new FixedClock();
        var store = new TemporaryStore(clock: time);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton(store.Store);
        builder.Services.AddSingleton<ReceiverAddresses>();
        builder.Services.AddViewerApi();
        var app = builder.Build();
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception exception) when (!context.Response.HasStarted)
            {
                // So that a test that fails says why.
                context.Response.StatusCode = 500;
                await context.Response.WriteAsync(exception.ToString());
            }
        });
        app.UseRouting();
        ApiEndpoints.Map(app);
        await app.StartAsync();
        var host = new ApiHost(store, app);
        if (items.Length > 0)
        {
            await host.WriteAsync(items);
        }

        return host;
    }

    public Task WriteAsync(params object[] items) => _store.WriteAsync(items);

    /// <summary>Lets what is under way end.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative));
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Asks, and expects a refusal; gives the sentence that says why.</summary>
    public async Task<string> RefusedAsync(string path, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        using var response = await Client.GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative));
        return await ReadProblemAsync(response, status);
    }

    public static async Task<string> ReadProblemAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        return problem.GetProperty("detail").GetString()!;
    }

    /// <summary>The trace ids that a search finds, in its order, without their leading zeros.</summary>
    public async Task<string> TracesAsync(string query) => string.Join(
        ' ',
        (await GetAsync($"traces?{query}")).GetProperty("traces").EnumerateArray()
            .Select(static trace => trace.GetProperty("traceId").GetString()!.TrimStart('0')));

    /// <summary>The bodies of the logs that a search finds, in its order.</summary>
    public async Task<string> LogsAsync(string query) => string.Join(
        ' ',
        (await GetAsync($"logs?{query}")).GetProperty("logs").EnumerateArray()
            .Select(static log => log.GetProperty("body").GetString()));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(Some.Start / 100).AddMinutes(10);
    }
}
