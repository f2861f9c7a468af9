using System.Buffers;
using System.Buffers.Binary;
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

    /// <summary>What the bytes unzip to, in a buffer of its own. Throws <see cref="RefusedException"/> as reading does: the most is of what comes out.</summary>
    public async ValueTask<RequestBody> UnzipAsync(CancellationToken cancellationToken)
    {
        var gzip = new GZipStream(new MemoryStream(_buffer, 0, _length, writable: false), CompressionMode.Decompress);
        await using (gzip.ConfigureAwait(false))
        {
            try
            {
                var unzipped = await ReadAsync(gzip, _max, _inFlight, cancellationToken).ConfigureAwait(false);
                if (EndsAsGzip(unzipped._length))
                {
                    return unzipped;
                }

                unzipped.Dispose();
            }
            catch (InvalidDataException error)
            {
                throw new RefusedException(Refusal.Malformed($"The request is not gzip: {error.Message}"), error);
            }
        }

        throw new RefusedException(Refusal.Malformed("The request is gzip that is cut off."));
    }

    public void Dispose() => Replace([]);

    /// <summary>
    /// Gzip ends with the length of what was zipped last, which the stream does not ask about when it finds the end too early.
    /// </summary>
    private bool EndsAsGzip(int unzippedLength) =>
        _length >= sizeof(uint) && BinaryPrimitives.ReadUInt32LittleEndian(Bytes.Span[^sizeof(uint)..]) <= unzippedLength;

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
