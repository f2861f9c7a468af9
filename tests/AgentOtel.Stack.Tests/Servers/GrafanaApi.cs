using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AgentOtel.Stack.Tests;

/// <summary>Stands in Grafana's place, which cannot be had here: its API of teams, folders and their permissions.</summary>
internal sealed class GrafanaApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _password;

    private GrafanaApi(WebApplication app, string password)
    {
        _app = app;
        _password = password;
    }

    public Uri Address => new(_app.Urls.First());

    public List<string> Teams { get; } = [];

    public Dictionary<string, string> Folders { get; } = [];

    /// <summary>What was set last for each folder.</summary>
    public Dictionary<string, JsonElement> Permissions { get; } = [];

    public static async Task<GrafanaApi> StartAsync(string password)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var grafana = new GrafanaApi(builder.Build(), password);
        grafana._app.Use(grafana.SignInAsync);
        grafana._app.MapGet("/api/teams/search", grafana.Search);
        grafana._app.MapPost("/api/teams", (JsonElement team) => grafana.Add(team.GetProperty("name").GetString()!));
        grafana._app.MapPost("/api/folders", (JsonElement folder) =>
            grafana.Folders.TryAdd(folder.GetProperty("uid").GetString()!, folder.GetProperty("title").GetString()!)
                ? Results.Ok()
                : Results.Conflict());
        grafana._app.MapPost("/api/folders/{uid}/permissions", (string uid, JsonElement permissions) =>
        {
            grafana.Permissions[uid] = permissions.Clone();
            return grafana.Folders.ContainsKey(uid) ? Results.Ok() : Results.NotFound();
        });
        await grafana._app.StartAsync();
        return grafana;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task SignInAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers.Authorization == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"admin:{_password}")))
        {
            return next(context);
        }

        context.Response.StatusCode = 401;
        return Task.CompletedTask;
    }

    private IResult Search(string? name) =>
        Results.Ok(
            new
            {
                totalCount = Teams.Count,
                teams = Teams.Select((team, i) => new { id = i + 1, name = team }).Where(team => name is null or "" || team.name == name),
            });

    private IResult Add(string name)
    {
        if (Teams.Contains(name))
        {
            return Results.Conflict();
        }

        Teams.Add(name);
        return Results.Ok(new { teamId = Teams.Count });
    }
}
