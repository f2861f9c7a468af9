using System.Buffers.Binary;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AgentOtel.Viewer.Receiving;

/// <summary>
/// OTLP/gRPC: unary calls, whose one message stands behind five bytes, a flag for zipped and the length. A refusal is an answer
/// of headers alone.
/// </summary>
internal sealed class GrpcExport(Receiver receiver, Signal signal)
{
    private const string ContentType = "application/grpc";
    private const int PrefixLength = 5;

    public async Task HandleAsync(HttpContext context)
    {
        if (!IsGrpc(context))
        {
            await HttpExport.RefuseAsync(context, Refusal.UnknownType("This path is gRPC's: send application/grpc over HTTP/2, or OTLP/HTTP to /v1/.")).ConfigureAwait(false);
            return;
        }

        try
        {
            Receipt receipt;
            using (var message = await ReadAsync(context).ConfigureAwait(false))
            {
                receipt = await receiver.ReceiveAsync(signal, isJson: false, message, context.RequestAborted).ConfigureAwait(false);
            }

            if (receipt.Refusal is { } refusal)
            {
                Refuse(context, refusal);
            }
            else
            {
                await AnswerAsync(context, receipt).ConfigureAwait(false);
            }
        }
        catch (RefusedException refused)
        {
            Refuse(context, refused.Refusal);
        }
        catch (BadHttpRequestException error)
        {
            Refuse(context, error.StatusCode == StatusCodes.Status413PayloadTooLarge ? Refusal.TooLarge(receiver.MaxRequestBytes) : Refusal.Malformed(error.Message));
        }
    }

    /// <summary>Whether a request is a call of gRPC, so that its refusal has to be one too.</summary>
    public static bool IsGrpc(HttpContext context) =>
        HttpProtocol.IsHttp2(context.Request.Protocol)
        && context.Request.ContentType is { } type
        && (type.Equals(ContentType, StringComparison.OrdinalIgnoreCase)
            || type.StartsWith(ContentType + "+proto", StringComparison.OrdinalIgnoreCase)
            || type.StartsWith(ContentType + ";", StringComparison.OrdinalIgnoreCase));

    /// <summary>Answers with the reason. Nothing may have been written before.</summary>
    public static void Refuse(HttpContext context, Refusal refusal)
    {
        var headers = context.Response.Headers;
        context.Response.ContentType = ContentType;
        headers.GrpcStatus = ((int)refusal.Code).ToString(CultureInfo.InvariantCulture);
        headers.GrpcMessage = Uri.EscapeDataString(refusal.Message);
        if (refusal.IsRetryable)
        {
            headers["grpc-status-details-bin"] = Convert.ToBase64String(AnswerMessages.Status(refusal).Span).TrimEnd('=');
        }

        if (refusal.IsOfEncoding)
        {
            headers.GrpcAcceptEncoding = "identity,gzip";
        }
    }

    private async ValueTask<RequestBody> ReadAsync(HttpContext context)
    {
        var max = receiver.MaxRequestBytes;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = max + (long)PrefixLength;
        }

        var prefix = new byte[PrefixLength];
        if (await context.Request.Body.ReadAtLeastAsync(prefix, PrefixLength, throwOnEndOfStream: false, context.RequestAborted).ConfigureAwait(false) < PrefixLength)
        {
            throw new RefusedException(Refusal.Malformed("The call has no message."));
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix.AsSpan(1));
        if (length > max)
        {
            throw new RefusedException(Refusal.TooLarge(max));
        }

        var isZipped = IsZipped(prefix[0], context.Request.Headers.GrpcEncoding.ToString());
        var message = await RequestBody.ReadAsync(context.Request.Body, max, receiver.InFlight, context.RequestAborted).ConfigureAwait(false);
        if (message.Bytes.Length == length && !isZipped)
        {
            return message;
        }

        using (message)
        {
            return message.Bytes.Length == length
                ? await message.UnzipAsync(context.RequestAborted).ConfigureAwait(false)
                : throw new RefusedException(Refusal.Malformed($"The call announces a message of {length} bytes and has {message.Bytes.Length}."));
        }
    }

    private static bool IsZipped(byte flag, string encoding) => (flag, encoding) switch
    {
        (0, _) => false,
        (1, "gzip") => true,
        (1, "" or "identity") => throw new RefusedException(Refusal.Malformed("The message is marked as zipped, and grpc-encoding does not say how.")),
        (1, _) => throw new RefusedException(Refusal.UnknownEncoding(encoding)),
        _ => throw new RefusedException(Refusal.Malformed($"The message starts with {flag}, which is neither 0 nor 1.")),
    };

    private static async Task AnswerAsync(HttpContext context, Receipt receipt)
    {
        var message = AnswerMessages.Success(receipt);
        var answer = new byte[PrefixLength + message.Length];
        BinaryPrimitives.WriteUInt32BigEndian(answer.AsSpan(1), (uint)message.Length);
        message.CopyTo(answer.AsMemory(PrefixLength));
        context.Response.ContentType = ContentType;
        await context.Response.Body.WriteAsync(answer, context.RequestAborted).ConfigureAwait(false);
        context.Response.AppendTrailer("grpc-status", "0");
    }
}
