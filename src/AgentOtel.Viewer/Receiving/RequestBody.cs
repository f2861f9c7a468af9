using System.Buffers;
using System.IO.Compression;

namespace AgentOtel.Viewer.Receiving;

/// <summary>A request's bytes in a pooled buffer, which grows with what has come, never with what was announced.</summary>
internal sealed class RequestBody : IDisposable
{
    private const int FirstSize = 16 * 1024;

    private readonly int _max;
    private readonly BytesInFlight _inFlight;
    private byte[] _buffer = [];
    private int _length;

    private RequestBody(int max, BytesInFlight inFlight)
    {
        _max = max;
        _inFlight = inFlight;
    }

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Reads the stream to its end. Throws <see cref="RefusedException"/> where that is more than the most.</summary>
    public static async ValueTask<RequestBody> ReadAsync(Stream stream, int max, BytesInFlight inFlight, CancellationToken cancellationToken)
    {
        var body = new RequestBody(max, inFlight);
        try
        {
            while (true)
            {
                var read = await stream.ReadAsync(body.Free(), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    return body;
                }

                body._length += read;
                if (body._length > max)
                {
                    throw new RefusedException(Refusal.TooLarge(max));
                }
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>Unzips the stream to its end, as <see cref="ReadAsync"/> reads: the most is of what comes out.</summary>
    public static async ValueTask<RequestBody> UnzipAsync(Stream stream, int max, BytesInFlight inFlight, CancellationToken cancellationToken)
    {
        var gzip = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
        await using (gzip.ConfigureAwait(false))
        {
            try
            {
                return await ReadAsync(gzip, max, inFlight, cancellationToken).ConfigureAwait(false);
            }
            catch (InvalidDataException error)
            {
                throw new RefusedException(Refusal.Malformed($"The request is not gzip: {error.Message}"), error);
            }
        }
    }

    public MemoryStream OpenRead() => new(_buffer, 0, _length, writable: false);

    public void Dispose() => Replace([]);

    private Memory<byte> Free()
    {
        if (_length == _buffer.Length)
        {
            // One byte more than the most shows that there is more.
            var size = (int)Math.Min((long)_max + 1, Math.Max(FirstSize, _buffer.Length * 2L));
            _inFlight.Take(size);
            var larger = ArrayPool<byte>.Shared.Rent(size);
            _inFlight.Take(larger.Length - size);
            _buffer.AsSpan(0, _length).CopyTo(larger);
            Replace(larger);
        }

        return _buffer.AsMemory(_length);
    }

    private void Replace(byte[] buffer)
    {
        if (_buffer.Length > 0)
        {
            _inFlight.GiveBack(_buffer.Length);
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = buffer;
    }
}
