using System.IO.Compression;

namespace AgentOtel.LogFiles.Tests;

/// <summary>A folder of a test's own.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("agentotel-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public IReadOnlyList<string> Files() => Directory.Exists(Path)
        ? [.. Directory.GetFiles(Path, "*.jsonl").Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal)]
        : [];

    public IReadOnlyList<string> Archived() => Directory.Exists(File("archive"))
        ? [.. Directory.GetFiles(File("archive")).Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>All lines of all files, archived ones first.</summary>
    public IReadOnlyList<string> Lines() =>
        [.. Archived().SelectMany(name => Lines(System.IO.Path.Combine("archive", name))), .. Files().SelectMany(Lines)];

    public IReadOnlyList<string> Lines(string name)
    {
        using var file = new FileStream(File(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var text = new StreamReader(
            name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        return text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
