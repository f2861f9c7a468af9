using AgentOtel.Tests.Otlp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgentOtel.AspNetCore.Tests;

/// <summary>A small app on a free port, with the recording of requests, that sends to a receiver.</summary>
internal static class RequestApp
{
    public static async Task RunAsync(
        OtlpReceiver receiver,
        (string Key, string Value)[] settings,
        Action<WebApplication> map,
        Func<HttpClient, IServiceProvider, Task> body,
        Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Http.AbsoluteUri;
        builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        configure?.Invoke(builder);
        builder.AddAgentOtel();
        builder.AddAgentOtelRequests();
        await using var app = builder.Build();
        app.UseRouting();
        map(app);
        await app.StartAsync();
        using (var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) })
        {
            await body(http, app.Services);
        }

        await app.StopAsync();
    }
}
