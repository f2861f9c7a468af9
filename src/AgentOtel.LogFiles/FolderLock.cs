namespace AgentOtel.LogFiles;

/// <summary>Keeps a name in a folder for this process: a second takes <c>name-2</c>, and neither writes into the other's files.</summary>
/// <remarks>
/// The file stays when the lock is given up. Were it deleted, a process that had just opened it would hold the lock of a file that
/// no third process can see.
/// </remarks>
internal sealed class FolderLock : IDisposable
{
    private const int MaxProcesses = 100;

    private readonly FileStream _file;

    private FolderLock(string name, FileStream file)
    {
        Name = name;
        _file = file;
    }

    public string Name { get; }

    /// <exception cref="IOException">The folder cannot be written, or too many processes share it.</exception>
    public static FolderLock Take(string folder, string name)
    {
        for (var number = 1; number <= MaxProcesses; number++)
        {
            var own = number == 1 ? name : $"{name}-{number}";
            if (TryOpen(Path.Combine(folder, $".{own}.lock")) is { } file)
            {
                return new FolderLock(own, file);
            }
        }

        throw new IOException($"More than {MaxProcesses} processes log into {folder}.");
    }

    public void Dispose() => _file.Dispose();

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return Path.Exists(path) || new FileInfo(path).LinkTarget is not null
                ? PrivateFile.Open(path, FileShare.None)
                : PrivateFile.Create(path, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException && Path.Exists(path))
        {
            // Another process has it, or it is another user's.
            return null;
        }
    }
}
