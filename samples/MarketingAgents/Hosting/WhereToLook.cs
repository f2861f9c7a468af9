using AgentOtel.Viewer;

namespace MarketingAgents;

/// <summary>Says where everything is.</summary>
internal static class WhereToLook
{
    public static void Print(WebApplication app, ModelProvider provider)
    {
        var telemetry = app.Services.GetRequiredService<ViewerAccess>().Page is { } page
            ? $"shown at {page}, and printed below, run by run"
            : app.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 } endpoint
                ? $"sent to {endpoint}"
                : "printed below, run by run (set OTEL_EXPORTER_OTLP_ENDPOINT to send it)";
        Console.WriteLine($"""

            Marketing agents   {app.Urls.First()}
            Models             {provider.Description}
            Telemetry          {telemetry}

            Try it:  curl {app.Urls.First()}/campaigns -H 'content-type: application/json' -d '{"{"}"brief": "Launch a green tea"{"}"}'
            End it:  Ctrl+C

            """);
    }
}
