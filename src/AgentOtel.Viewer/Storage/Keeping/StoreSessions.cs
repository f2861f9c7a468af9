using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage;

/// <summary>
/// Opens the file, keeps other viewers from it, and begins a new one where SQLite finds it corrupt. Readers may be opened by any
/// thread, all else is for the writer's.
/// </summary>
internal sealed class StoreSessions : IDisposable
{
    private readonly Lock _exchange = new();
    private readonly StoreLock _lock;
    private readonly TimeProvider _clock;
    private readonly StoreWarnings _warnings;
    private readonly long _maxWalBytes;
    private StoreSession? _current;
    private bool _isToSetAside;

    /// <exception cref="StoreException">The file cannot be used.</exception>
    public StoreSessions(StoreSettings settings, TimeProvider clock, StoreWarnings warnings)
    {
        _clock = clock;
        _warnings = warnings;
        _maxWalBytes = settings.MaxWalBytes;
        IsTemporary = settings.Path is null;
        Path = settings.Path ?? "A temporary file";
        try
        {
            Path = IsTemporary ? Temporary() : Named(settings.Path!);
            if (StoreFiles.IsSomethingElse(Path))
            {
                throw new StoreException($"{Path} is no SQLite file. Name another file.");
            }

            _lock = StoreLock.Take(Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable(exception);
        }

        try
        {
            _current = OpenFirst();
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    public string Path { get; }

    public bool IsTemporary { get; }

    /// <summary>The file that is open; <see langword="null"/> while a new one cannot be begun.</summary>
    public StoreSession? Current
    {
        get
        {
            lock (_exchange)
            {
                return _current;
            }
        }
    }

    /// <exception cref="SqliteException">The file cannot be read.</exception>
    public StoreReader OpenReader()
    {
        // Not while the file is exchanged.
        lock (_exchange)
        {
            return _current?.Readers.Open()
                ?? throw new SqliteException($"{Path} was corrupt, and a new file cannot be begun.", SQLitePCL.raw.SQLITE_CANTOPEN);
        }
    }

    /// <summary>Sets the file aside and begins a new one; where that cannot be, <see cref="TryBegin"/> tries again.</summary>
    public void BeginAnew()
    {
        lock (_exchange)
        {
            _current?.Abandon();
            _current = null;
            _isToSetAside = true;
            TryBegin();
        }
    }

    /// <summary>Begins a new file where the last was set aside or is to be.</summary>
    /// <returns>Whether a file is open.</returns>
    public bool TryBegin()
    {
        lock (_exchange)
        {
            if (_current is not null)
            {
                return true;
            }

            try
            {
                SetAside();
                _current = StoreSession.Open(Path, _clock, _maxWalBytes);
                _warnings.Set(StoreTrouble.File, null);
                return true;
            }
            catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
            {
                _warnings.Set(StoreTrouble.File, $"{Path} was corrupt, and a new file cannot be begun: {exception.Message} Make room and give this user the right to write there; it is tried again by itself.");
                return false;
            }
        }
    }

    public void Dispose()
    {
        _current?.Dispose();
        _lock.Dispose();
        if (!IsTemporary)
        {
            return;
        }

        try
        {
            StoreFiles.DeleteTemporary(Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _warnings.Add($"{Path} could not be deleted: {exception.Message} A later viewer tries again.");
        }
    }

    private string Temporary()
    {
        StoreFiles.SweepTemporary(_clock);
        return StoreFiles.CreateTemporary();
    }

    /// <summary>The file itself where a link was named: its companions and the lock stand beside it.</summary>
    private static string Named(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        if (File.Exists(full))
        {
            full = File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }

        if (Directory.Exists(full))
        {
            throw new StoreException($"{full} is a folder. Name a file in it.");
        }

        return Directory.Exists(System.IO.Path.GetDirectoryName(full))
            ? full
            : throw new StoreException($"The folder of {full} is not there. Make it, or name another file.");
    }

    private StoreSession OpenFirst()
    {
        try
        {
            StoreFiles.Prepare(Path);
            return StoreSession.Open(Path, _clock, _maxWalBytes);
        }
        catch (SqliteException exception) when (StoreFaults.IsCorruption(exception))
        {
            _isToSetAside = true;
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw Unusable(exception);
        }

        try
        {
            SetAside();
            return StoreSession.Open(Path, _clock, _maxWalBytes);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw Unusable(exception);
        }
    }

    private StoreException Unusable(Exception exception)
    {
        var advice = exception is SqliteException sqlite ? StoreFaults.Advice(sqlite) : "Make room and give this user the right to write in its folder.";
        return new StoreException($"{Path} cannot be opened: {exception.Message} {advice} Or name another file.", exception);
    }

    private void SetAside()
    {
        if (_isToSetAside)
        {
            var aside = StoreFiles.SetAside(Path, _clock);
            _isToSetAside = false;
            _warnings.Add($"{Path} was corrupt. It was set aside as {aside}, and a new file was begun. sqlite3's .recover may read what is left of it.");
        }

        StoreFiles.Prepare(Path);
    }
}
