using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace AgentOtel.AspNetCore;

/// <summary>Keeps the beginning of the bodies of a request and its answer, for the content types that are listed.</summary>
internal sealed class BodyCapture : IDisposable
{
    private readonly HttpContext _context;
    private readonly AgentOtelRequestOptions _options;
    private readonly CopyingStream? _request;
    private readonly CopyingStream _response;
    private readonly IHttpResponseBodyFeature _original;
    private readonly StreamResponseBodyFeature _copying;

    private BodyCapture(HttpContext context, AgentOtelRequestOptions options)
    {
        _context = context;
        _options = options;
        if (Readable(context.Request.ContentType, context.Request.Headers.ContentEncoding) is not null)
        {
            _request = new CopyingStream(context.Request.Body, options.MaxBodyBytes + TextCut.Overlap);
            context.Request.Body = _request;
        }

        _original = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        _response = new CopyingStream(_original.Stream, options.MaxBodyBytes + TextCut.Overlap);
        _copying = new StreamResponseBodyFeature(_response, _original);
        context.Features.Set<IHttpResponseBodyFeature>(_copying);
    }

    public string? Request => _request is null ? null : Text(_request, _context.Request.ContentType, _context.Request.Headers.ContentEncoding);

    public string? Response => Text(_response, _context.Response.ContentType, _context.Response.Headers.ContentEncoding);

    public static BodyCapture? Start(HttpContext context, AgentOtelRequestOptions options) =>
        options.BodyContentTypes.Count == 0 ? null : new BodyCapture(context, options);

    /// <summary>Passes on what a writer still holds.</summary>
    public async Task CompleteAsync()
    {
        await _copying.CompleteAsync();
        _context.Features.Set(_original);
    }

    public void Dispose()
    {
        _context.Features.Set(_original);
        _copying.Dispose();
        _response.Dispose();
        _request?.Dispose();
    }

    private string? Text(CopyingStream stream, string? contentType, StringValues contentEncoding) =>
        stream.Copied.Length > 0 ? Readable(contentType, contentEncoding)?.GetString(stream.Copied) : null;

    /// <summary>The encoding of a listed type; none of a body that is compressed or otherwise not to be read, and so not to be redacted.</summary>
    private Encoding? Readable(string? contentType, StringValues contentEncoding) =>
        StringValues.IsNullOrEmpty(contentEncoding)
        && MediaTypeHeaderValue.TryParse(contentType, out var type)
        && _options.BodyContentTypes.Contains(type.MediaType.ToString(), StringComparer.OrdinalIgnoreCase)
            ? type.Charset.HasValue ? type.Encoding : Encoding.UTF8
            : null;
}
