using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AgentOtel.Viewer.Api;

/// <summary>The OpenAPI document. Its text comes from the documentation comments; here is only what those cannot say.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";

    // They are read as text, so that a refusal can say what is taken.
    private static readonly Dictionary<string, JsonSchemaType> Types = new(StringComparer.Ordinal)
    {
        ["limit"] = JsonSchemaType.Integer,
        ["after"] = JsonSchemaType.Integer,
        ["minTokens"] = JsonSchemaType.Integer,
        ["maxTokens"] = JsonSchemaType.Integer,
        ["minDuration"] = JsonSchemaType.Number,
        ["maxDuration"] = JsonSchemaType.Number,
        ["minCost"] = JsonSchemaType.Number,
        ["maxCost"] = JsonSchemaType.Number,
        ["step"] = JsonSchemaType.Number,
    };

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info.Title = "AgentOtel viewer";
            document.Info.Version = "1";
            document.Info.Description =
                "What the viewer's page shows, for scripts. Times are ISO 8601 in UTC, durations seconds, money US dollars; what is unknown is left out.";

            // Whichever address it was asked for at is the right one.
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(static (operation, _, _) =>
        {
            foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
            {
                parameter.Required = parameter.In is ParameterLocation.Path;
                if (Types.TryGetValue(parameter.Name ?? "", out var type) && parameter.Schema is OpenApiSchema schema)
                {
                    schema.Type = type;
                }
            }

            return Task.CompletedTask;
        });

        // That a number beyond all bounds is written as text is nothing to plan for.
        options.AddSchemaTransformer(static (schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type == typeof(double) || context.JsonTypeInfo.Type == typeof(double?))
            {
                schema.AnyOf = null;
                schema.Type = JsonSchemaType.Number;
            }

            return Task.CompletedTask;
        });
    }
}
