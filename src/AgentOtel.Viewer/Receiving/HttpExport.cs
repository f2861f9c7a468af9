using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace AgentOtel.Viewer.Receiving;

/// <summary>OTLP/HTTP: takes protobuf and JSON, zipped or not, and answers in the same.</summary>
internal sealed class HttpExport(Receiver receiver, Signal signal)
{
    private const string Protobuf = "application/x-protobuf";
    private const string Json = "application/json";

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            var isJson = IsJson(context.Request.ContentType)
                ?? throw new RefusedException(Refusal.UnknownType($"The content type has to be {Protobuf} or {Json}."));
            Receipt receipt;
            using (var body = await ReadAsync(context).ConfigureAwait(false))
            {
                receipt = await receiver.ReceiveAsync(signal, isJson, body, context.RequestAborted).ConfigureAwait(false);
            }

            await (receipt.Refusal is { } refusal ? RefuseAsync(context, refusal) : AnswerAsync(context, isJson, receipt)).ConfigureAwait(false);
        }
        catch (RefusedException refused)
        {
            await RefuseAsync(context, refused.Refusal).ConfigureAwait(false);
        }
        catch (BadHttpRequestException error)
        {
            var refusal = error.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? Refusal.TooLarge(receiver.MaxRequestBytes)
                : new Refusal(RpcCode.InvalidArgument, error.StatusCode, error.Message);
            await RefuseAsync(context, refusal).ConfigureAwait(false);
        }
    }

    /// <summary>Answers with the reason, in the request's own content type.</summary>
    public static async Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        var isJson = IsJson(context.Request.ContentType) ?? true;
        context.Response.StatusCode = refusal.HttpStatus;
        if (refusal.IsRetryable)
        {
            context.Response.Headers.RetryAfter = Refusal.RetrySeconds.ToString(CultureInfo.InvariantCulture);
        }

        if (refusal.IsOfEncoding)
        {
            context.Response.Headers.AcceptEncoding = "gzip";
        }

        await WriteAsync(context, isJson, isJson ? AnswerMessages.StatusJson(refusal) : AnswerMessages.Status(refusal)).ConfigureAwait(false);
    }

    private async ValueTask<RequestBody> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = receiver.MaxRequestBytes;
        }

        var encoding = context.Request.Headers.ContentEncoding.ToString();
        if (encoding is not ("" or "identity" or "gzip"))
        {
            throw new RefusedException(Refusal.UnknownEncoding(encoding));
        }

        var body = await RequestBody.ReadAsync(context.Request.Body, receiver.MaxRequestBytes, receiver.InFlight, context.RequestAborted).ConfigureAwait(false);
        if (encoding != "gzip")
        {
            return body;
        }

        using (body)
        {
            return await body.UnzipAsync(context.RequestAborted).ConfigureAwait(false);
        }
    }

    private Task AnswerAsync(HttpContext context, bool isJson, Receipt receipt) =>
        WriteAsync(context, isJson, isJson ? AnswerMessages.SuccessJson(signal, receipt) : AnswerMessages.Success(receipt));

    private static async Task WriteAsync(HttpContext context, bool isJson, ReadOnlyMemory<byte> message)
    {
        context.Response.ContentType = isJson ? Json : Protobuf;
        context.Response.ContentLength = message.Length;
        await context.Response.Body.WriteAsync(message, context.RequestAborted).ConfigureAwait(false);
    }

    private static bool? IsJson(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type))
        {
            return null;
        }

        return type.MediaType.Equals(Protobuf, StringComparison.OrdinalIgnoreCase) ? false
            : type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase) ? true
            : null;
    }
}
