namespace AgentOtel.LogFiles;

/// <summary>
/// Keeps the files within their bounds. The size of all is held on the thread that writes, each time that it begins a file; what
/// takes longer, compressing files past those that are kept and removing by age, is done on another.
/// </summary>
internal sealed class LogArchive : IDisposable
{
    private readonly LogFileOptions _options;
    private readonly Action<Exception> _onFailure;
    private readonly TimeProvider _time;
    private readonly string _archive;
    private readonly BackgroundPass _pass;
    private readonly Lock _gate = new();
    private string _name;
    private string? _current;
    private string? _compressing;
    private bool _isFailing;

    /// <param name="options">The files and their bounds.</param>
    /// <param name="onFailure">Told once each time that something begins to fail; it is tried again when the next file is begun.</param>
    /// <param name="time">The clock.</param>
    public LogArchive(LogFileOptions options, Action<Exception> onFailure, TimeProvider time)
    {
        _options = options;
        _onFailure = onFailure;
        _time = time;
        _archive = options.ArchiveFolder ?? Path.Combine(options.Folder!, "archive");
        _name = options.Name;
        _pass = new BackgroundPass(Keep);
    }

    /// <summary>Done when there is nothing left to compress or to remove.</summary>
    public Task Idle => _pass.Idle;

    /// <summary>The number of a day's last file, archived or not; -1 where there is none.</summary>
    public int LastNumber(string name, string day) => Standing()
        .Where(file => file.Name == name && file.Day == day)
        .Select(file => file.Number)
        .DefaultIfEmpty(-1)
        .Max();

    /// <summary>Says which file is written from now on: it is neither compressed nor removed.</summary>
    /// <returns>Whether it may be: not while it is being compressed.</returns>
    public bool TryTake(string path)
    {
        lock (_gate)
        {
            if (path == _compressing)
            {
                return false;
            }

            _current = path;
            return true;
        }
    }

    /// <summary>Called when a file was begun.</summary>
    /// <param name="name">The name that this process has: it compresses its own files alone.</param>
    public void Begun(string name)
    {
        lock (_gate)
        {
            _name = name;
        }

        Guard(RemovePastSize);
        _pass.Ask();
    }

    /// <summary>Stops the work, wherever it is: what is left is done when the next file is begun, by another process too.</summary>
    public void Dispose() => _pass.Dispose();

    private void Keep(CancellationToken stop)
    {
        if (Guard(() => Compress(stop)) & Guard(RemoveOld) & Guard(RemovePastSize))
        {
            lock (_gate)
            {
                _isFailing = false;
            }
        }
    }

    private void Compress(CancellationToken stop)
    {
        RemoveUnfinished();
        while (TryChoose() is { } file)
        {
            try
            {
                LogCompression.Compress(file, _archive, stop);
            }
            finally
            {
                lock (_gate)
                {
                    _compressing = null;
                }
            }
        }
    }

    /// <summary>What a process of this name was compressing when it was killed; the file itself is still there.</summary>
    private void RemoveUnfinished()
    {
        lock (_gate)
        {
            Remove(Files().Where(file => file.Kind is LogFileKind.Unfinished && file.Name == _name));
        }
    }

    /// <summary>The oldest first, so that what is archived is older than what is not.</summary>
    private LogFile? TryChoose()
    {
        lock (_gate)
        {
            var file = LogFile.In(_options.Folder!, _options.Name)
                .Where(file => file.Kind is LogFileKind.Plain && file.Name == _name && file.Path != _current)
                .Skip(_options.KeptFiles - 1)
                .LastOrDefault();
            _compressing = file?.Path;
            return file;
        }
    }

    /// <summary>Those of processes that are gone, too: a file that is being written is not old.</summary>
    private void RemoveOld()
    {
        var oldest = _time.GetUtcNow().UtcDateTime - _options.ArchiveFor;
        lock (_gate)
        {
            Remove(Files().Where(file => file.WrittenAt < oldest));
        }
    }

    /// <summary>The file being written may still grow: its room is kept. What other processes write is counted, and left to them.</summary>
    private void RemovePastSize()
    {
        var left = _options.MaxTotalBytes - _options.MaxFileBytes;
        lock (_gate)
        {
            foreach (var file in Files())
            {
                left -= file.Length;
                if (left < 0 && IsRemovable(file))
                {
                    File.Delete(file.Path);
                }
            }
        }
    }

    private bool IsRemovable(LogFile file) => file.Path != _compressing
        && (file.Kind is LogFileKind.Compressed || (file.Kind is LogFileKind.Plain && file.Name == _name));

    /// <summary>All but the one that is being written.</summary>
    private IEnumerable<LogFile> Files() => Standing().Where(file => file.Kind is not LogFileKind.Taken && file.Path != _current);

    private IEnumerable<LogFile> Standing() => LogFile.In(_options.Folder!, _options.Name)
        .Concat(LogFile.In(_archive, _options.Name))
        .DistinctBy(file => file.Path);

    private static void Remove(IEnumerable<LogFile> files)
    {
        foreach (var file in files)
        {
            File.Delete(file.Path);
        }
    }

    private bool Guard(Action work)
    {
        try
        {
            work();
            return true;
        }
        catch (OperationCanceledException)
        {
            // The app ends.
            return true;
        }
        catch (Exception exception)
        {
            // The boundary of two threads: whatever it is must end neither the process nor the writing.
            Report(exception);
            return false;
        }
    }

    private void Report(Exception exception)
    {
        lock (_gate)
        {
            if (_isFailing)
            {
                return;
            }

            _isFailing = true;
        }

        _onFailure(exception);
    }
}
