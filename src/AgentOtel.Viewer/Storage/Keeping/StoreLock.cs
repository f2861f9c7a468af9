namespace AgentOtel.Viewer.Storage;

/// <summary>
/// Keeps a second viewer from the same file by a lock file beside it. SQLite's own exclusive mode would shut out readers too, who are
/// welcome. The system lets the lock go when the process dies, however it dies.
/// </summary>
internal sealed class StoreLock : IDisposable
{
    private readonly FileStream _stream;

    private StoreLock(FileStream stream) => _stream = stream;

    /// <exception cref="StoreException">Another viewer has the file.</exception>
    /// <exception cref="IOException">The lock file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not make it.</exception>
    public static StoreLock Take(string file)
    {
        try
        {
            return new StoreLock(new FileStream($"{file}.lock", StoreFiles.OfTheUserAlone(FileMode.OpenOrCreate, FileShare.None)));
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            throw new StoreException($"{file} is open in another viewer. End that one, or name another file.", exception);
        }
    }

    public void Dispose() => _stream.Dispose();

    /// <summary>The system's number for a file that another holds: of Windows, Linux and macOS.</summary>
    private static bool IsHeld(IOException exception) => OperatingSystem.IsWindows()
        ? (exception.HResult & 0xFFFF) is 32 or 33
        : exception.HResult is 11 or 35;
}
