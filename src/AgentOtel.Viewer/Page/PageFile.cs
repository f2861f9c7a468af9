using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace AgentOtel.Viewer.Page;

/// <summary>A file of the page, as it lies in the assembly.</summary>
internal sealed record PageFile(string Name, string ContentType, byte[] Content, EntityTagHeaderValue Tag)
{
    public const string Document = "index.html";

    private const string Folder = "page/";

    public static IReadOnlyList<PageFile> ReadAll() =>
    [
        .. typeof(PageFile).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Select(Read),
    ];

    private static PageFile Read(string resource)
    {
        using var stream = typeof(PageFile).Assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        // The resource's name has the folder separator of the machine that built it.
        var name = resource[Folder.Length..].Replace('\\', '/');
        return new PageFile(name, TypeOf(name), content, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..20]}\""));
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"The page has a file of an unknown type: {other}"),
    };
}
