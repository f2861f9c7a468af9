using System.Text.Json;
using System.Text.Json.Serialization;
using AgentOtel.Hosting;
using AgentOtel.Viewer;

namespace MarketingAgents;

/// <summary>Puts the service together.</summary>
internal static class Sample
{
    public static WebApplication Build(SampleArguments arguments, ModelProvider provider)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(Ports.Free(Ports.Configured));
        var isSent = !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var isViewed = builder.Configuration.GetValue($"{ViewerOptions.Section}:{nameof(ViewerOptions.Enabled)}", true);
        builder.AddAgentOtel(options => Observe(options, isSent || isViewed));
        builder.AddAgentOtelRequests();
        builder.AddAgentOtelViewer();
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("AgentOtel.AgentTelemetry", LogLevel.Information);
        builder.Configuration["Logging:Console:LogLevel:AgentOtel.AgentTelemetry"] ??= "None";
        if (!isSent)
        {
            builder.Services.AddRunTrees();
        }

        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        });
        builder.Services.AddProblemDetails();
        builder.Services.AddSingleton(arguments);
        builder.Services.AddSingleton(provider);
        builder.Services.AddSingleton<MarketingMetrics>();
        builder.Services.AddSingleton<ModelClient>();
        builder.Services.AddSingleton<Toolbox>();
        builder.Services.AddSingleton<BrandKnowledge>();
        builder.Services.AddSingleton<TeamAgent>();
        builder.Services.AddSingleton<ExecutiveAgent>();
        builder.Services.AddSingleton<CampaignWorkflow>();
        builder.Services.AddSingleton<PausedCampaigns>();
        builder.Services.AddSingleton<Publisher>();
        builder.Services.AddHttpClient();
        builder.Services.AddHostedService<CampaignDriver>();

        var app = builder.Build();
        app.MapGet("/health", () => Results.Text("ok"));
        app.MapAgentOtelMetrics();
        app.MapPost("/campaigns", CampaignEndpoints.StartAsync);
        app.MapPost("/campaigns/{runId}/approval", CampaignEndpoints.ApproveAsync);
        app.MapPost("/publications", CampaignEndpoints.PublishAsync);
        return app;
    }

    private static void Observe(AgentOtelOptions options, bool isSent)
    {
        options.ServiceNamespace ??= "agents";
        options.Sources.Add(MarketingMetrics.Name);
        options.Meters.Add(MarketingMetrics.Name);
        options.Export ??= isSent;
        if (!Console.IsOutputRedirected)
        {
            options.Logs.Console = ConsoleFormat.Readable;
        }

        options.Known.Workflows.Add("campaign");
        foreach (var name in TeamAgent.Teams.Append("executive"))
        {
            options.Known.Agents.Add(name);
            options.Known.Tasks.Add(name == "executive" ? "route" : name);
        }

        foreach (var tenant in CampaignDriver.Tenants)
        {
            options.MetricTenants.Add(tenant);
        }
    }
}
