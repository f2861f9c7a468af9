using System.Net;
using AgentOtel.Viewer.Receiving;
using Microsoft.AspNetCore.Http;

namespace AgentOtel.Viewer.Security;

/// <summary>
/// Answers only requests that name this machine: a web page elsewhere whose name was made to point here (DNS rebinding) comes under a
/// name of its own, never under an IP address or <c>localhost</c>.
/// </summary>
internal sealed class HostGuard(IEnumerable<string> allowedHosts)
{
    private readonly HashSet<string> _allowed = new(allowedHosts.Append("localhost"), StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (IsAllowed(context.Request.Host))
        {
            return next(context);
        }

        const string Reason = $"This viewer does not answer under that name. Add it to {ViewerOptions.Section}:{nameof(ViewerOptions.AllowedHosts)} if it is meant.";
        if (PortGuard.Role(context).TakesTelemetry)
        {
            return OtlpEndpoints.RefuseAsync(context, Refusal.WrongHost(Reason));
        }

        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return context.Response.WriteAsync($"{Reason}\n", context.RequestAborted);
    }

    private bool IsAllowed(HostString host) =>
        host.HasValue && (IPAddress.TryParse(host.Host.Trim('[', ']'), out _) || _allowed.Contains(host.Host.TrimEnd('.')));
}
