using System.IO.Compression;

namespace AgentOtel.LogFiles;

/// <summary>Gzips files past those that are kept, and removes the oldest by age and by the size of all.</summary>
internal sealed class LogArchive(LogFileOptions options, Action<Exception> onFailure, TimeProvider time)
{
    private const string Gzipped = ".gz";

    private readonly string _archive = options.ArchiveFolder ?? Path.Combine(options.Folder!, "archive");
    private bool _isFailing;

    /// <summary>The number of a day's last file, archived or not; -1 where there is none.</summary>
    public int LastNumber(string name, string day) => Kept().Concat(Archived())
        .Where(file => file.Name == name && file.Day == day)
        .Select(file => file.Number)
        .DefaultIfEmpty(-1)
        .Max();

    /// <summary>Called when a file was begun. What fails is reported, once until it works again, and tried again when the next one is.</summary>
    /// <param name="name">The name that this process has: it compresses its own files alone.</param>
    /// <param name="current">The file that is written now.</param>
    public void Run(string name, string current)
    {
        _isFailing = !(Guard(() => Compress(name, current)) & Guard(() => RemoveOld(current)) & Guard(() => RemovePastSize(name, current)));
    }

    private IReadOnlyList<LogFile> Kept() => LogFile.In(options.Folder!, options.Name);

    private IReadOnlyList<LogFile> Archived() => LogFile.In(_archive, options.Name);

    private void Compress(string name, string current)
    {
        foreach (var file in Kept().Where(file => file.Name == name && !IsSame(file, current)).Skip(options.KeptFiles - 1))
        {
            Compress(file.File);
        }
    }

    private void Compress(FileInfo file)
    {
        Directory.CreateDirectory(_archive);
        var target = Path.Combine(_archive, file.Name + Gzipped);
        var unfinished = target + ".tmp";
        try
        {
            using (var from = file.OpenRead())
            using (var to = new GZipStream(File.Create(unfinished), CompressionLevel.Optimal))
            {
                from.CopyTo(to);
            }

            File.SetLastWriteTimeUtc(unfinished, file.LastWriteTimeUtc);
            File.Move(unfinished, target, overwrite: true);
        }
        catch (IOException)
        {
            // On a full disk it would take the room that the next line needs.
            File.Delete(unfinished);
            throw;
        }

        file.Delete();
    }

    /// <summary>Those of processes that are gone, too: a file that is being written is not old.</summary>
    private void RemoveOld(string current)
    {
        var oldest = time.GetUtcNow().UtcDateTime - options.ArchiveFor;
        foreach (var file in Kept().Concat(Archived()).Where(file => file.File.LastWriteTimeUtc < oldest && !IsSame(file, current)))
        {
            file.File.Delete();
        }
    }

    private void RemovePastSize(string name, string current)
    {
        var left = options.MaxTotalBytes;
        var archived = Archived();
        foreach (var file in Kept().Concat(archived))
        {
            left -= file.File.Length;
            if (left < 0 && !IsSame(file, current) && (file.Name == name || archived.Contains(file)))
            {
                file.File.Delete();
            }
        }
    }

    private static bool IsSame(LogFile file, string path) => file.File.FullName == Path.GetFullPath(path);

    private bool Guard(Action work)
    {
        try
        {
            work();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (!_isFailing)
            {
                onFailure(exception);
            }

            return false;
        }
    }
}
