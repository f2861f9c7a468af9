using System.Text.Json;

namespace AgentOtel.Viewer.Tests.Api;

public sealed class OpenApiTests
{
    [Fact]
    public async Task Document_EveryParameterAndAnswer_IsDescribed()
    {
        await using var api = await ApiHost.WithAsync();
        var document = await api.GetAsync("openapi.json");
        var missing = new List<string>();
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                var name = $"{operation.Name} {path.Name}";
                Expect(operation.Value, "summary", name);
                if (operation.Value.TryGetProperty("parameters", out var parameters))
                {
                    foreach (var parameter in parameters.EnumerateArray())
                    {
                        Expect(parameter, "description", $"{name} {parameter.GetProperty("name")}");
                    }
                }

                foreach (var response in operation.Value.GetProperty("responses").EnumerateObject())
                {
                    Expect(response.Value, "description", $"{name} {response.Name}");
                }
            }
        }

        Assert.Empty(missing);

        void Expect(JsonElement element, string property, string of)
        {
            if (!element.TryGetProperty(property, out var text) || string.IsNullOrWhiteSpace(text.GetString()))
            {
                missing.Add($"{of}: {property}");
            }
        }
    }

    [Fact]
    public async Task Document_Paths_AreThoseOfTheApi()
    {
        await using var api = await ApiHost.WithAsync();

        Assert.Equal(
            [
                "get /api/v1/costs",
                "get /api/v1/costs/download",
                "get /api/v1/errors",
                "get /api/v1/errors/{fingerprint}",
                "get /api/v1/evaluations",
                "get /api/v1/events",
                "get /api/v1/facets/{facet}",
                "get /api/v1/logs",
                "get /api/v1/logs/download",
                "get /api/v1/logs/{id}",
                "get /api/v1/map",
                "get /api/v1/metrics",
                "get /api/v1/metrics/query",
                "get /api/v1/overview",
                "get /api/v1/routing",
                "get /api/v1/status",
                "get /api/v1/traces",
                "get /api/v1/traces/{traceId}", "get /api/v1/traces/{traceId}/otlp", "get /api/v1/traces/{traceId}/spans/{spanId}",
                "post /api/v1/clear", "post /api/v1/files", "post /api/v1/pause", "put /api/v1/errors/{fingerprint}",
            ],
            (await api.GetAsync("openapi.json")).GetProperty("paths").EnumerateObject()
                .SelectMany(static path => path.Value.EnumerateObject().Select(operation => $"{operation.Name} {path.Name}"))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Document_Schemas_AreTheContracts()
    {
        await using var api = await ApiHost.WithAsync();
        var document = await api.GetAsync("openapi.json");

        var trace = document.GetProperty("components").GetProperty("schemas").GetProperty("TraceSummary").GetProperty("properties");
        Assert.Equal("string", trace.GetProperty("traceId").GetProperty("type").GetString());
        Assert.Equal("date-time", trace.GetProperty("start").GetProperty("format").GetString());
        var limit = document.GetProperty("paths")
            .GetProperty("/api/v1/traces")
            .GetProperty("get")
            .GetProperty("parameters")
            .EnumerateArray()
            .Single(static parameter => parameter.GetProperty("name").GetString() == "limit");
        Assert.Equal("How many at most, from 1 to 500. Default: 50.", limit.GetProperty("description").GetString());
        Assert.Equal("integer", limit.GetProperty("schema").GetProperty("type").GetString());
        Assert.Equal("number", trace.GetProperty("cost").GetProperty("type").GetString());
    }
}
