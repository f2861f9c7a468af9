using System.Text.Json;
using System.Text.RegularExpressions;
using AgentOtel.Tests;

namespace AgentOtel.Stack.Tests.Dashboards;

/// <summary>The boards that Grafana gets, and what their panels ask with every variable at All.</summary>
internal static partial class Boards
{
    public static string Folder => Repository.Path("deploy", "grafana", "dashboards");

    /// <summary>Relative to <see cref="Folder"/>.</summary>
    public static IEnumerable<string> Files =>
        Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file))
            .Order(StringComparer.Ordinal);

    public static JsonElement Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, file)));
        return json.RootElement.Clone();
    }

    public static IEnumerable<JsonElement> Panels(string file) => Read(file).GetProperty("panels").EnumerateArray();

    public static string Title(this JsonElement panel) => panel.GetProperty("title").GetString()!;

    public static string Source(this JsonElement panel) => panel.GetProperty("datasource").GetProperty("type").GetString()!;

    /// <summary>What panels ask of one data source, each over the window that its board opens with unless another is given.</summary>
    public static IEnumerable<(string Board, string Panel, string Query)> Queries(string source, string? range = null) =>
        from file in Files
        let window = range ?? Read(file).GetProperty("time").GetProperty("from").GetString()!.Replace("now-", "", StringComparison.Ordinal)
        from panel in Panels(file)
        from target in panel.GetProperty("targets").EnumerateArray()
        where target.GetProperty("datasource").GetProperty("type").GetString() == source
        select (file, panel.Title(), Fill(target.GetProperty("expr").GetString()!, window));

    /// <summary>The queries of one panel, in their order.</summary>
    public static string[] Of(string board, string panel, string type, string range) =>
        [.. Panels($"{board}.json").Single(p => p.Title() == panel && p.GetProperty("type").GetString() == type)
            .GetProperty("targets").EnumerateArray().Select(target => Fill(target.GetProperty("expr").GetString()!, range))];

    private static string Fill(string query, string range) =>
        Choice().Replace(
            query.Replace("$__range", range, StringComparison.Ordinal)
                .Replace("$__rate_interval", "1m", StringComparison.Ordinal)
                .Replace("$__auto", "1m", StringComparison.Ordinal)
                .Replace("$search", "", StringComparison.Ordinal),
            ".*");

    [GeneratedRegex(@"\$(environment|service|workflow|agent|model|severity)\b")]
    private static partial Regex Choice();
}
