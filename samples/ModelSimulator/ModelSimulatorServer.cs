using System.Diagnostics.Metrics;
using System.Net;
using AgentOtel;

namespace ModelSimulator;

/// <summary>The running simulator. A sample may start it in its own process.</summary>
public sealed class ModelSimulatorServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ModelSimulatorServer(WebApplication app) => _app = app;

    /// <summary>Where it listens; the OpenAI protocol's base address is <c>v1</c> below it.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Starts it.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ModelSimulatorServer> StartAsync(ModelSimulatorOptions options, CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));

        // In an app's own process the provider's side must not show in its telemetry.
        builder.Services.AddSingleton(Unobserved.Source("ModelSimulator"));
        builder.Services.AddSingleton<IMeterFactory, Unobserved>();
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<RequestLog>();
        builder.Services.AddSingleton<Faults>();
        var app = builder.Build();
        app.Use((context, next) =>
        {
            context.RequestServices.GetRequiredService<RequestLog>().Add(context.Request);
            return next();
        });
        app.Use(BadRequests.AnswerAsync);
        app.MapGet("/v1/models", () => Results.Json(new { @object = "list", data = Array.Empty<object>() }));
        app.MapPost("/v1/chat/completions", ChatEndpoint.HandleAsync);
        app.MapPost("/v1/embeddings", EmbeddingsEndpoint.HandleAsync);
        app.MapGet("/simulator/requests", (RequestLog log) => Results.Json(log.All));
        await app.StartAsync(cancellationToken);
        return new ModelSimulatorServer(app);
    }

    /// <summary>Stops it.</summary>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
