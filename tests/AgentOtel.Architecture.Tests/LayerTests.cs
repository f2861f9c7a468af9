namespace AgentOtel.Architecture.Tests;

/// <summary>
/// Folders are layers: a type uses only what stands below it. Each list goes from the bottom to the top; folders of one line stand
/// beside each other, and do not use each other. The empty name is the project's root.
/// </summary>
public sealed class LayerTests
{
    private static readonly Dictionary<string, string[][]> Layers = new(StringComparer.Ordinal)
    {
        ["src/AgentOtel"] =
        [
            [""],
            ["Usage", "Redaction"],
            ["Context"],
            ["Diagnostics"],
            ["Logs", "Metrics"],
            ["Cost", "Content", "Budgets", "Errors"],
            ["Operations"],
            ["Telemetry"],
            ["Records"],
        ],
        ["src/AgentOtel.LogFiles"] = [[""]],
    };

    public static TheoryData<string> Projects => [.. Layers.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Types_OfAProject_UseOnlyWhatStandsBelowThem(string project)
    {
        var height = Layers[project]
            .SelectMany((folders, index) => folders.Select(folder => (folder, index)))
            .ToDictionary(layer => layer.folder, layer => layer.index);

        var upward = new SourceArrows(project).Uses()
            .Select(use => (use, From: SourceArrows.FolderOf(use.From), To: SourceArrows.FolderOf(use.To)))
            .Where(use => use.From != use.To && Height(use.From) <= Height(use.To))
            .Select(use => $"{use.use.From} uses {use.use.Type} of {use.use.To}");

        Assert.True(!upward.Any(), string.Join('\n', upward));

        int Height(string folder) => height.TryGetValue(folder, out var found)
            ? found
            : throw new InvalidOperationException($"The folder {folder} of {project} stands in no layer: add it to {nameof(LayerTests)}.");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Files_OfAProject_UseEachOtherRoundInThreesAtMost(string project) =>
        Assert.Empty(new SourceArrows(project).Circles().Where(circle => circle.Length > 3).Select(circle => string.Join(" <-> ", circle)));
}
