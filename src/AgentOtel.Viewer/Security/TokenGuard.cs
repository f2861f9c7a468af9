using System.Globalization;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using AgentOtel.Viewer.Receiving;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace AgentOtel.Viewer.Security;

/// <summary>
/// Asks for the token on every port: as a bearer, or from a browser once in the page's address, which then becomes a cookie that
/// scripts cannot read and other sites cannot send. Compared by hashes, so in constant time whatever the length.
/// </summary>
internal sealed class TokenGuard(string token)
{
    private const string Parameter = "token";

    private readonly byte[] _token = SHA256.HashData(Encoding.UTF8.GetBytes(token));
    private readonly string _cookie = SessionOf(token);
    private readonly byte[] _session = SHA256.HashData(Encoding.UTF8.GetBytes(SessionOf(token)));

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (HasBearer(context.Request))
        {
            return next(context);
        }

        if (!PortGuard.Role(context).TakesTelemetry)
        {
            if (HttpMethods.IsGet(context.Request.Method) && IsEqual(context.Request.Query[Parameter], _token))
            {
                SignIn(context);
                return Task.CompletedTask;
            }

            if (IsEqual(context.Request.Cookies[CookieName(context)], _session))
            {
                return next(context);
            }
        }

        return RefuseAsync(context);
    }

    /// <summary>A browser does not tell cookies apart by port, and there may be two viewers on a machine.</summary>
    private static string CookieName(HttpContext context) =>
        string.Create(CultureInfo.InvariantCulture, $"agentotel_viewer_{context.Connection.LocalPort}");

    private static string SessionOf(string token) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), "agentotel viewer session"u8));

    private bool HasBearer(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && IsEqual(header[Scheme.Length..].Trim(), _token);
    }

    private static bool IsEqual(string? given, byte[] hash) =>
        !string.IsNullOrEmpty(given) && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), hash);

    /// <summary>Leads on to the same address without the token, so that it does not stay in the browser's history.</summary>
    private void SignIn(HttpContext context)
    {
        context.Response.Cookies.Append(CookieName(context), _cookie, new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = "/",
        });
        var rest = new QueryBuilder(context.Request.Query.Where(pair => pair.Key != Parameter));
        context.Response.Headers.CacheControl = "no-store";
        // One slash: behind two would stand another host.
        context.Response.Redirect($"/{context.Request.Path.ToUriComponent().TrimStart('/')}{rest}");
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        if (PortGuard.Role(context).TakesTelemetry)
        {
            return OtlpEndpoints.RefuseAsync(context, Refusal.Unauthenticated("The header authorization must be Bearer and the viewer's token."));
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.ContentType = MediaTypeNames.Text.Plain;
        return context.Response.WriteAsync("The viewer asks for its token: open its address with ?token=… once, or send the header Authorization: Bearer …\n", context.RequestAborted);
    }
}
