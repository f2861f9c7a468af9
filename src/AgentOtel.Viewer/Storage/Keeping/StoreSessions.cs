using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage;

/// <summary>Opens the file, keeps other viewers from it, and begins a new one where SQLite finds it corrupt.</summary>
internal sealed class StoreSessions : IDisposable
{
    private readonly StoreLock _lock;
    private readonly TimeProvider _clock;
    private readonly StoreWarnings _warnings;
    private readonly bool _isTemporary;
    private volatile StoreSession _current;

    /// <exception cref="StoreException">The file cannot be used.</exception>
    public StoreSessions(string? path, TimeProvider clock, StoreWarnings warnings)
    {
        _clock = clock;
        _warnings = warnings;
        _isTemporary = path is null;
        if (_isTemporary)
        {
            StoreFiles.SweepTemporary(clock);
        }

        Path = System.IO.Path.GetFullPath(path ?? StoreFiles.CreateTemporary());
        _lock = StoreLock.Take(Path);
        try
        {
            _current = Open();
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    public string Path { get; }

    public bool IsTemporary => _isTemporary;

    public StoreSession Current => _current;

    public static bool IsCorruption(SqliteException exception) =>
        exception.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB;

    /// <summary>Sets the file aside and begins a new one. For the writer's thread.</summary>
    public void BeginAnew()
    {
        _current.Dispose();
        SetAside();
        _current = new StoreSession(StoreFile.OpenForWriting(Path), Path, _clock);
    }

    public void Dispose()
    {
        _current.Dispose();
        _lock.Dispose();
        if (_isTemporary)
        {
            StoreFiles.DeleteTemporary(Path);
        }
    }

    private StoreSession Open()
    {
        try
        {
            StoreFiles.Prepare(Path);
            return new StoreSession(StoreFile.OpenForWriting(Path), Path, _clock);
        }
        catch (SqliteException exception) when (IsCorruption(exception))
        {
            SetAside();
            return new StoreSession(StoreFile.OpenForWriting(Path), Path, _clock);
        }
        catch (SqliteException exception)
        {
            throw new StoreException($"{Path} cannot be opened: {exception.Message} Make room or give the right to write there, or name another file.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{Path} cannot be made: {exception.Message} Make room or give the right to write there, or name another file.", exception);
        }
    }

    private void SetAside()
    {
        var aside = StoreFiles.SetAside(Path, _clock);
        StoreFiles.Prepare(Path);
        _warnings.Add($"{Path} was corrupt. It was set aside as {aside}, and a new file was begun. sqlite3's .recover may read what is left of it.");
    }
}
