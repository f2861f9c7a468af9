using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AgentOtel.Viewer.Page;

/// <summary>Serves the page: its files under <c>/assets</c>, and its document at each of its addresses.</summary>
internal static class PageEndpoints
{
    private static readonly string[] Addresses =
    [
        "/", "/traces", "/traces/{id}", "/logs", "/errors", "/errors/{id}", "/map", "/decisions", "/cost", "/metrics", "/connect",
    ];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var files = PageFile.ReadAll();
        foreach (var file in files)
        {
            if (file.Name != PageFile.Document)
            {
                Map(endpoints, $"/assets/{file.Name}", file);
            }
        }

        var document = files.Single(file => file.Name == PageFile.Document);
        foreach (var address in Addresses)
        {
            Map(endpoints, address, document);
        }
    }

    private static void Map(IEndpointRouteBuilder endpoints, string address, PageFile file) =>
        endpoints.MapMethods(address, [HttpMethods.Get, HttpMethods.Head], context => SendAsync(context, file)).ExcludeFromDescription();

    private static Task SendAsync(HttpContext context, PageFile file)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.ETag = file.Tag.ToString();
        response.Headers.CacheControl = "no-cache";
        if (request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(file.Tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = file.ContentType;
        response.ContentLength = file.Content.Length;
        return HttpMethods.IsHead(request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(file.Content, context.RequestAborted).AsTask();
    }
}
