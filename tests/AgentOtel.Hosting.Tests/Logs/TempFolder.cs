namespace AgentOtel.Hosting.Tests;

/// <summary>A folder of a test's own.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("agentotel-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public IReadOnlyList<string> Files(string pattern = "*.jsonl") =>
        Directory.Exists(Path)
            ? [.. Directory.GetFiles(Path, pattern).Select(file => System.IO.Path.GetFileName(file)!).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>All lines of all files, archived ones first.</summary>
    public IReadOnlyList<string> Lines()
    {
        List<string> lines = [];
        foreach (var file in Directory.GetFiles(Path, "*.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var text = new StreamReader(
                new System.IO.Compression.GZipStream(System.IO.File.OpenRead(file), System.IO.Compression.CompressionMode.Decompress));
            lines.AddRange(text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        foreach (var file in Files())
        {
            using var text = new StreamReader(
                new FileStream(File(file), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            lines.AddRange(text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        return lines;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
