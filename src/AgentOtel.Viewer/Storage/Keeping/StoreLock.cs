using System.Globalization;
using System.Text;

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
    public static StoreLock Take(string file)
    {
        var path = $"{file}.lock";
        try
        {
            var stream = new FileStream(path, StoreFiles.OfTheUserAlone(FileMode.OpenOrCreate, FileShare.None));
            stream.SetLength(0);
            stream.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            stream.Flush();
            return new StoreLock(stream);
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new StoreException($"{file} is open in another viewer. End that one, or name another file.", exception);
        }
    }

    public void Dispose() => _stream.Dispose();
}
