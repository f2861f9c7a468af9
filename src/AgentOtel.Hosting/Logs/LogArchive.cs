using System.Globalization;
using System.IO.Compression;

namespace AgentOtel.Hosting;

/// <summary>Gzips files past those that are kept, and removes the oldest by age and by the size of all.</summary>
internal sealed class LogArchive(LogFileOptions options, Action<Exception> onFailure, TimeProvider time)
{
    public const string Extension = ".jsonl";

    private const string Gzipped = ".gz";

    private readonly string _archive = options.ArchiveFolder ?? Path.Combine(options.Folder!, "archive");

    /// <summary>The number of the last file whose name begins so, archived or not; -1 where there is none.</summary>
    public int LastNumber(string prefix) => Files(options.Folder!, $"{prefix}*{Extension}")
        .Concat(Files(_archive, $"{prefix}*{Extension}{Gzipped}"))
        .Select(file => int.TryParse(file.Name[prefix.Length..].Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)
        .DefaultIfEmpty(-1)
        .Max();

    /// <summary>Called when a file was begun. What fails is reported, and tried again when the next one is.</summary>
    /// <param name="name">What the files' names begin with.</param>
    /// <param name="current">The file that is written now.</param>
    public void Run(string name, string current)
    {
        try
        {
            foreach (var file in Files(options.Folder!, $"{name}-*{Extension}").Where(file => file.FullName != Path.GetFullPath(current)).Skip(options.KeptFiles - 1))
            {
                Compress(file);
            }

            Trim(name, current);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            onFailure(exception);
        }
    }

    /// <summary>The newest first.</summary>
    private static IEnumerable<FileInfo> Files(string folder, string pattern) => Directory.Exists(folder)
        ? new DirectoryInfo(folder).GetFiles(pattern).OrderByDescending(file => file.Name, StringComparer.Ordinal)
        : [];

    private void Compress(FileInfo file)
    {
        Directory.CreateDirectory(_archive);
        var target = ArchivePath(file.FullName);
        var unfinished = target + ".tmp";
        using (var from = file.OpenRead())
        using (var to = new GZipStream(File.Create(unfinished), CompressionLevel.Optimal))
        {
            from.CopyTo(to);
        }

        File.SetLastWriteTimeUtc(unfinished, file.LastWriteTimeUtc);
        File.Move(unfinished, target, overwrite: true);
        file.Delete();
    }

    private void Trim(string name, string current)
    {
        var oldest = time.GetUtcNow().UtcDateTime - options.ArchiveFor;
        foreach (var file in Files(_archive, $"{name}-*{Extension}{Gzipped}").Where(file => file.LastWriteTimeUtc < oldest))
        {
            file.Delete();
        }

        var left = options.MaxTotalBytes;
        var all = Files(options.Folder!, $"{name}-*{Extension}").Concat(Files(_archive, $"{name}-*{Extension}{Gzipped}"));
        foreach (var file in all.ToList())
        {
            left -= file.Length;
            if (left < 0 && file.FullName != Path.GetFullPath(current))
            {
                file.Delete();
            }
        }
    }

    private string ArchivePath(string path) => Path.Combine(_archive, Path.GetFileName(path) + Gzipped);
}
