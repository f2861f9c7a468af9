using System.Globalization;

namespace AgentOtel.Viewer.Storage;

/// <summary>The files that one store is: SQLite's, its write-ahead log and its shared memory.</summary>
internal static class StoreFiles
{
    private static readonly string[] Suffixes = ["", "-wal", "-shm"];

    private const string TemporaryPrefix = "agentotel-viewer-";
    private const string TemporaryName = "viewer.db";

    /// <summary>A new temporary file that its user alone can read.</summary>
    public static string CreateTemporary() => Path.Combine(Directory.CreateTempSubdirectory(TemporaryPrefix).FullName, TemporaryName);

    /// <summary>Deletes what viewers left that were killed: temporary files of an hour ago or more that nobody holds.</summary>
    public static void SweepTemporary(TimeProvider clock)
    {
        foreach (var folder in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories($"{TemporaryPrefix}*"))
        {
            try
            {
                if (IsOfTheUserAlone(folder) && clock.GetUtcNow() - folder.LastWriteTimeUtc > TimeSpan.FromHours(1))
                {
                    var file = Path.Combine(folder.FullName, TemporaryName);
                    StoreLock.Take(file).Dispose();
                    DeleteTemporary(file);
                }
            }
            catch (Exception exception) when (exception is StoreException or IOException or UnauthorizedAccessException)
            {
                // Another's, or still in use: it is none of ours to delete.
                continue;
            }
        }
    }

    /// <summary>Makes the file, where it is not there, so that its user alone can read it; SQLite gives its companions the same rights.</summary>
    public static void Prepare(string file)
    {
        if (!File.Exists(file))
        {
            new FileStream(file, OfTheUserAlone(FileMode.CreateNew, FileShare.Read)).Dispose();
        }
    }

    /// <summary>How to open a file that, where it is made, its user alone can read.</summary>
    public static FileStreamOptions OfTheUserAlone(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    /// <summary>
    /// Whether there is a file with something in it that is no SQLite file, and that no viewer ever had: without a lock file beside it.
    /// One that had, and lost its header, is a corrupt one of ours.
    /// </summary>
    public static bool IsSomethingElse(string file)
    {
        if (!File.Exists(file) || File.Exists($"{file}.lock"))
        {
            return false;
        }

        Span<byte> header = stackalloc byte[16];
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var read = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        return read > 0 && !header[..read].SequenceEqual("SQLite format 3\0"u8);
    }

    /// <summary>Moves a file that cannot be read out of the way, with its companions, and gives its new name. Nothing is deleted.</summary>
    public static string SetAside(string file, TimeProvider time)
    {
        var stamp = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var aside = $"{file}.corrupt-{stamp}";
        for (var i = 2; File.Exists(aside); i++)
        {
            aside = $"{file}.corrupt-{stamp}-{i}";
        }

        foreach (var suffix in Suffixes)
        {
            if (File.Exists(file + suffix))
            {
                File.Move(file + suffix, aside + suffix);
            }
        }

        return aside;
    }

    /// <summary>Deletes a temporary file with its folder. What stands in the folder, and no folder below it.</summary>
    public static void DeleteTemporary(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            File.Delete(path);
        }

        Directory.Delete(folder);
    }

    /// <summary>What they take on disk. The shared memory is a map of the log, not data.</summary>
    public static long Bytes(string file) => Length(file) + WalBytes(file);

    public static long WalBytes(string file) => Length($"{file}-wal");

    /// <summary>Anyone may make a folder of that name in a folder for all: what others can write to, or a link, is not followed.</summary>
    private static bool IsOfTheUserAlone(DirectoryInfo folder) => folder.LinkTarget is null
        && (OperatingSystem.IsWindows() || folder.UnixFileMode == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));

    private static long Length(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? file.Length : 0;
    }
}
