using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AgentOtel.AspNetCore;

/// <summary>Keeps the beginning of the bodies of a request and its answer, for the content types that are listed.</summary>
internal sealed class BodyCapture : IDisposable
{
    private readonly HttpContext _context;
    private readonly RequestOptions _options;
    private readonly CopyingStream? _request;
    private readonly CopyingStream _response;
    private readonly IHttpResponseBodyFeature _original;
    private readonly StreamResponseBodyFeature _copying;

    private BodyCapture(HttpContext context, RequestOptions options)
    {
        _context = context;
        _options = options;
        if (IsListed(context.Request.ContentType))
        {
            _request = new CopyingStream(context.Request.Body, options.MaxBodyBytes + TextCut.Overlap);
            context.Request.Body = _request;
        }

        _original = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        _response = new CopyingStream(_original.Stream, options.MaxBodyBytes + TextCut.Overlap);
        _copying = new StreamResponseBodyFeature(_response, _original);
        context.Features.Set<IHttpResponseBodyFeature>(_copying);
    }

    public string? Request => _request is null ? null : Text(_request);

    public string? Response => IsListed(_context.Response.ContentType) ? Text(_response) : null;

    public static BodyCapture? Start(HttpContext context, RequestOptions options) =>
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

    private static string? Text(CopyingStream stream) => stream.Copied.Length == 0 ? null : Encoding.UTF8.GetString(stream.Copied);

    private bool IsListed(string? contentType)
    {
        var type = contentType?.Split(';')[0].Trim();
        return type is not null && _options.BodyContentTypes.Contains(type, StringComparer.OrdinalIgnoreCase);
    }
}
