using System.Buffers.Binary;
using System.IO.Compression;

namespace AgentOtel.Hosting;

/// <summary>Takes the last secrets out of a request with spans, whatever it is wrapped in. One that is changed goes uncompressed.</summary>
internal sealed class RequestRedaction(Redactor redactor, WithheldSpans withheld)
{
    private const string GZip = "gzip";
    private const string Grpc = "application/grpc";

    // Before a message of gRPC: whether it is compressed, and its length.
    private const int FrameHeader = 5;

    public void Apply(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!withheld.IsAnyReleased || request.Content is not { } content)
        {
            return;
        }

        using var stream = new MemoryStream();
        content.CopyTo(stream, null, cancellationToken);
        var body = stream.GetBuffer().AsMemory(0, (int)stream.Length);
        var isGrpc = content.Headers.ContentType?.MediaType == Grpc;
        var message = isGrpc ? body[FrameHeader..] : body;
        if (isGrpc ? body.Span[0] != 0 : content.Headers.ContentEncoding.Contains(GZip))
        {
            message = Unzip(message);
        }

        if (TraceRequest.Redact(message.Span, redactor) is { } redacted)
        {
            request.Content = isGrpc ? Framed(redacted) : new ReadOnlyMemoryContent(redacted);
            request.Content.Headers.ContentType = content.Headers.ContentType;
        }
    }

    private static ReadOnlyMemoryContent Framed(ReadOnlyMemory<byte> message)
    {
        var framed = new byte[FrameHeader + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), message.Length);
        message.CopyTo(framed.AsMemory(FrameHeader));
        return new ReadOnlyMemoryContent(framed);
    }

    private static Memory<byte> Unzip(Memory<byte> zipped)
    {
        using var unzipped = new MemoryStream();
        using var from = new GZipStream(new MemoryStream(zipped.ToArray()), CompressionMode.Decompress);
        from.CopyTo(unzipped);
        return unzipped.GetBuffer().AsMemory(0, (int)unzipped.Length);
    }
}
