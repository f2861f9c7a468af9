using Microsoft.AspNetCore.Http;

namespace AgentOtel.Viewer.Api;

/// <summary>Marks an answer as a file to be kept.</summary>
internal static class Attachment
{
    /// <param name="context">The request.</param>
    /// <param name="contentType">What it is.</param>
    /// <param name="name">Letters, digits, points and hyphens: it stands in a header.</param>
    public static void Begin(HttpContext context, string contentType, string name)
    {
        context.Response.ContentType = contentType;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
    }
}
