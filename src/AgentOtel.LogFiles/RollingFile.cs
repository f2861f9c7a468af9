using System.Globalization;
using System.Text;

namespace AgentOtel.LogFiles;

/// <summary>
/// The file that lines go to. A new one is begun at a size and each day; one whose folder was deleted is begun again; a line
/// that does not fit on the disk is taken back whole.
/// </summary>
internal sealed class RollingFile(LogFileOptions options, LogArchive archive, TimeProvider time) : IDisposable
{
    private const FileShare ForReaders = FileShare.ReadWrite | FileShare.Delete;

    private readonly string _folder = Path.GetFullPath(options.Folder!);
    private FolderLock? _lock;
    private FileStream? _stream;
    private DateOnly _day;
    private DateOnly _numberedDay;
    private int _number;

    /// <summary>Writes a line, with nothing buffered.</summary>
    /// <exception cref="IOException">It was not written, and may be tried again.</exception>
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
            TakeBack(stream, before);
            throw;
        }
    }

    public void Dispose()
    {
        Close();
        archive.Dispose();
    }

    private static string DayOf(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private FileStream Open(int bytes)
    {
        if (_stream is not null && !IsOurs(_stream))
        {
            Close();
        }

        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (_stream is not null && _day == today && HasRoom(_stream.Position, bytes))
        {
            return _stream;
        }

        _stream?.Dispose();
        _stream = null;
        PrivateFile.MakeFolder(_folder);
        _lock ??= FolderLock.Take(_folder, options.Name);
        _stream = Begin(_lock.Name, today, bytes);
        _day = today;
        archive.Begun(_lock.Name);
        return _stream;
    }

    /// <summary>Not where the file was deleted or cut, or someone else writes into it.</summary>
    private static bool IsOurs(FileStream stream) => File.Exists(stream.Name) && stream.Length == stream.Position;

    /// <summary>A line that is longer than any file may be has one of its own.</summary>
    private bool HasRoom(long length, int bytes) => length == 0 || length + bytes <= options.MaxFileBytes;

    /// <summary>The last file of the day while there is room, else the one after it. No name is used twice.</summary>
    private FileStream Begin(string name, DateOnly day, int bytes)
    {
        var prefix = $"{name}-{DayOf(day)}-";
        var last = Math.Max(archive.LastNumber(name, DayOf(day)), _numberedDay == day ? _number : -1);
        var stream = TryGoOn(PathOf(prefix, last), bytes);
        if (stream is null)
        {
            last++;
            stream = PrivateFile.Create(PathOf(prefix, last), ForReaders);
            archive.TryTake(stream.Name);
        }

        _numberedDay = day;
        _number = last;
        return stream;
    }

    /// <summary>In a folder that others may write into, a file that is there may be theirs, whatever its name.</summary>
    private FileStream? TryGoOn(string path, int bytes)
    {
        var file = new FileInfo(path);
        if (!file.Exists || !HasRoom(file.Length, bytes) || PrivateFile.IsShared(_folder) || !archive.TryTake(path))
        {
            return null;
        }

        var stream = PrivateFile.Open(path, ForReaders);
        if (stream is { Length: > 0 })
        {
            EndTornLine(stream);
        }

        return stream;
    }

    /// <summary>A process that was killed in a line left it without an end: the next would be a part of it.</summary>
    private static void EndTornLine(FileStream stream)
    {
        try
        {
            stream.Seek(-1, SeekOrigin.End);
            if (stream.ReadByte() != '\n')
            {
                stream.WriteByte((byte)'\n');
            }
        }
        catch (IOException)
        {
            stream.Dispose();
            throw;
        }
    }

    private string PathOf(string prefix, int number) =>
        Path.Combine(_folder, $"{prefix}{number.ToString("000", CultureInfo.InvariantCulture)}{LogFile.Extension}");

    private void TakeBack(FileStream stream, long length)
    {
        try
        {
            stream.SetLength(length);
            stream.Position = length;
        }
        catch (IOException)
        {
            // What is left of the line is ended when the file is opened again.
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
