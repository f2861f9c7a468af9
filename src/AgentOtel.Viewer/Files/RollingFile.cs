namespace AgentOtel.Viewer.Files;

/// <summary>
/// A file that lines are appended to. At its largest size it is set aside as <c>name.1.ext</c>, the one before as
/// <c>name.2.ext</c> and so on. Readable by its owner alone, since telemetry may hold what people wrote. Not thread-safe.
/// </summary>
internal sealed class RollingFile : IDisposable
{
    /// <summary>How many are kept beside the one that is written.</summary>
    public const int Kept = 5;

    private readonly long _maxBytes;
    private FileStream? _stream;

    public RollingFile(string path, long maxBytes)
    {
        Path = System.IO.Path.GetFullPath(path);
        _maxBytes = maxBytes;
        _stream = Open();
    }

    public string Path { get; }

    /// <summary>Appends whole lines. Where it throws, nothing of them stays in the file.</summary>
    public void Append(ReadOnlySpan<byte> lines)
    {
        _stream ??= Open();
        if (_stream.Length > 0 && _stream.Length + lines.Length > _maxBytes)
        {
            Roll();
        }

        var length = _stream!.Length;
        try
        {
            _stream.Write(lines);
            _stream.Flush();
        }
        catch (IOException)
        {
            _stream.SetLength(length);
            throw;
        }
    }

    public void Dispose() => _stream?.Dispose();

    private FileStream Open()
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var stream = new FileStream(Path, options);
        if (stream.Length > 0)
        {
            // A line that a kill cut off stays alone.
            stream.Seek(-1, SeekOrigin.End);
            if (stream.ReadByte() != '\n')
            {
                stream.WriteByte((byte)'\n');
            }
        }

        return stream;
    }

    private void Roll()
    {
        _stream!.Dispose();
        _stream = null;
        for (var number = Kept - 1; number >= 1; number--)
        {
            if (File.Exists(Numbered(number)))
            {
                File.Move(Numbered(number), Numbered(number + 1), overwrite: true);
            }
        }

        File.Move(Path, Numbered(1), overwrite: true);
        _stream = Open();
    }

    private string Numbered(int number) =>
        System.IO.Path.ChangeExtension(Path, $".{number}{System.IO.Path.GetExtension(Path)}");
}
