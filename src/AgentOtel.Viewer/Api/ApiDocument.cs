using Microsoft.AspNetCore.OpenApi;

namespace AgentOtel.Viewer.Api;

/// <summary>The OpenAPI document. Its text comes from the documentation comments; here is only what those cannot say.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";

    public static void Configure(OpenApiOptions options) => options.AddDocumentTransformer(static (document, _, _) =>
    {
        document.Info.Title = "AgentOtel viewer";
        document.Info.Version = "1";
        document.Info.Description =
            "What the viewer's page shows, for scripts. Times are ISO 8601 in UTC, durations seconds, money US dollars; what is unknown is left out.";

        // Whichever address it was asked for at is the right one.
        document.Servers?.Clear();
        return Task.CompletedTask;
    });
}
