using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace AgentOtel.Architecture.Tests;

/// <summary>What the README shows, as it stands there between the marks: so that it compiles.</summary>
internal static class ReadmeExample
{
    public static WebApplication Build(string[] args)
    {
        // <README>
        var builder = WebApplication.CreateBuilder(args);
        builder
            .AddAgentOtel()            // package AgentOtel.Hosting
            .AddAgentOtelRequests()    // package AgentOtel.AspNetCore, for services
            .AddAgentOtelLogFiles()    // package AgentOtel.LogFiles: rolling files of JSON lines
            .AddAgentOtelViewer();     // package AgentOtel.Viewer: http://127.0.0.1:18888
        var app = builder.Build();

        app.MapPost("/ask", (AgentTelemetry telemetry, string question, CancellationToken cancellation) =>
            telemetry.StartWorkflow("support").RunAsync(async (run, ct) =>
            {
                using var agent = telemetry.StartAgent("helper");
                return await telemetry.StartChat("openai", "gpt-4.1").RunAsync(
                    (call, ct) => AskAsync(call, question, ct),    // call.SetResponse(...) with tokens
                    ct);
            }, cancellation));
        // </README>
        return app;
    }

    private static Task<string> AskAsync(ModelCall call, string question, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        call.SetResponse(new ModelResponse { FinishReasons = ["stop"], Usage = new TokenUsage { InputTokens = 1, OutputTokens = 1 } });
        return Task.FromResult(question);
    }
}
