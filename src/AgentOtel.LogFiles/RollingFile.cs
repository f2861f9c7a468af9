using System.Globalization;
using System.Text;

namespace AgentOtel.LogFiles;

/// <summary>
/// The file that lines go to. A new one is begun at a size and each day; one whose folder was deleted is begun again; a line
/// that does not fit on the disk is taken back whole.
/// </summary>
internal sealed class RollingFile(LogFileOptions options, LogArchive archive, TimeProvider time) : ILineSink
{
    private readonly string _folder = options.Folder!;
    private FolderLock? _lock;
    private FileStream? _stream;
    private DateOnly _day;
    private DateOnly _numberedDay;
    private int _number;

    public void Write(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        var stream = Open(bytes.Length);
        var before = stream.Position;
        try
        {
            stream.Write(bytes);
        }
        catch (IOException)
        {
            TakeBack(before);
            throw;
        }
    }

    // Nothing is buffered.
    public void Flush()
    {
    }

    public void Dispose() => Close();

    private static string DayOf(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private FileStream Open(int bytes)
    {
        if (_stream is not null && !File.Exists(_stream.Name))
        {
            Close();
        }

        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (_stream is not null && _day == today && _stream.Position + bytes <= options.MaxFileBytes)
        {
            return _stream;
        }

        _stream?.Dispose();
        _stream = null;
        Directory.CreateDirectory(_folder);
        _lock ??= FolderLock.Take(_folder, options.Name);
        _day = today;
        _stream = new FileStream(
            NextPath(_lock.Name, today, bytes), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        archive.Run(_lock.Name, _stream.Name);
        return _stream;
    }

    /// <summary>The last file of the day while there is room, else the one after it. No name is used twice.</summary>
    private string NextPath(string name, DateOnly day, int bytes)
    {
        var prefix = $"{name}-{DayOf(day)}-";
        var last = archive.LastNumber(name, DayOf(day));
        _number = Math.Max(last, _numberedDay == day ? _number : -1);
        _numberedDay = day;
        var file = new FileInfo(PathOf(prefix, _number));
        return _number >= 0 && file.Exists && file.Length + bytes <= options.MaxFileBytes
            ? file.FullName
            : PathOf(prefix, ++_number);
    }

    private string PathOf(string prefix, int number) =>
        Path.Combine(_folder, $"{prefix}{number.ToString("000", CultureInfo.InvariantCulture)}{LogFile.Extension}");

    private void TakeBack(long length)
    {
        try
        {
            _stream?.SetLength(length);
        }
        finally
        {
            Close();
        }
    }

    private void Close()
    {
        _stream?.Dispose();
        _stream = null;
        _lock?.Dispose();
        _lock = null;
    }
}
