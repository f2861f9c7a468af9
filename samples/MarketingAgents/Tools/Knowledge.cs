namespace MarketingAgents;

/// <summary>The company's files; and a stand-in for the web, which is a file too.</summary>
internal static class Knowledge
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "knowledge");

    public static Task<string> ReadAsync(string name, CancellationToken cancellationToken) =>
        File.ReadAllTextAsync(Path.Combine(Folder, Path.GetFileName(name)), cancellationToken);

    public static async Task<string> SearchAsync(string query, CancellationToken cancellationToken)
    {
        var words = query.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var pages = await File.ReadAllLinesAsync(Path.Combine(Folder, "web.txt"), cancellationToken);
        return string.Join(
            '\n', pages.OrderByDescending(page => words.Count(word => page.Contains(word, StringComparison.OrdinalIgnoreCase))).Take(3));
    }
}
