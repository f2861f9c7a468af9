namespace AgentOtel.Viewer.Files;

/// <summary>Reads a stream line by line into one buffer, which grows with the longest line up to a bound. Not thread-safe.</summary>
internal sealed class LineReader(Stream stream, int maxLineBytes)
{
    private const int FirstSize = 64 * 1024;

    private byte[] _buffer = new byte[Math.Min(FirstSize, maxLineBytes)];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <summary>The line without its end, valid until the next is read; empty where it was too long.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>Whether the line was longer than the bound, and was skipped.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Reads the next line; <see langword="false"/> where there is none.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        IsTooLong = false;
        var searched = _start;
        while (true)
        {
            var found = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                Take(searched + found);
                _start = searched + found + 1;
                return true;
            }

            if (_isAtEnd)
            {
                var isLine = _end > _start || IsTooLong;
                Take(_end);
                _start = _end;
                return isLine;
            }

            MakeRoom();
            searched = _end;
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            _end += read;
            _isAtEnd = read == 0;
        }
    }

    private void Take(int end)
    {
        var line = _buffer.AsMemory(_start, end - _start);
        Line = IsTooLong ? default : line.Span.EndsWith("\r"u8) ? line[..^1] : line;
    }

    private void MakeRoom()
    {
        if (_end < _buffer.Length)
        {
            return;
        }

        if (_start == 0 && _buffer.Length == maxLineBytes)
        {
            IsTooLong = true;
            _end = 0;
            return;
        }

        var target = _start > 0 ? _buffer : new byte[Math.Min(_buffer.Length * 2L, maxLineBytes)];
        _buffer.AsSpan(_start, _end - _start).CopyTo(target);
        _buffer = target;
        _end -= _start;
        _start = 0;
    }
}
