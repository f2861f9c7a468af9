using System.Text.RegularExpressions;
using AgentOtel.Tests;

namespace AgentOtel.Viewer.Tests.Storage.Keeping;

/// <summary>What docs/sql.md promises and asks.</summary>
internal static partial class Questions
{
    private static readonly string Page = File.ReadAllText(Repository.Path("docs", "sql.md"));

    /// <summary>Each view with its columns in their order.</summary>
    public static IReadOnlyDictionary<string, string[]> Views { get; } = Row().Matches(Page)
        .ToDictionary(
            row => row.Groups[1].Value, row => Name().Matches(row.Groups[2].Value).Select(name => name.Groups[1].Value).ToArray());

    /// <summary>The queries, in their order.</summary>
    public static IReadOnlyList<string> Queries { get; } = [.. Query().Matches(Page).Select(query => query.Groups[1].Value)];

    [GeneratedRegex(@"^\| `(\w+)` \|[^|]*\|([^|]*)\|\s*$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Name();

    [GeneratedRegex("^```sql\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Query();
}
