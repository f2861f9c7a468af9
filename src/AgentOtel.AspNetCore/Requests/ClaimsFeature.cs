using System.Diagnostics;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace AgentOtel.AspNetCore;

/// <summary>
/// Stands where authentication puts the user: from then on the context knows user, tenant and session by their claims. It is
/// set on the flow of the middleware that authenticates, and so reaches all that runs after it.
/// </summary>
internal sealed class ClaimsFeature(ClaimsPrincipal? user, AgentOtelRequestOptions options, AgentTelemetry telemetry) : IHttpAuthenticationFeature
{
    private ClaimsPrincipal? _user = user;

    public ClaimsPrincipal? User
    {
        get => _user;
        set
        {
            _user = value;
            if (value is not null && Over(AgentContext.Current) is var context && context != AgentContext.Current)
            {
                context.Push();
                if (Activity.Current is { IsAllDataRequested: true } span)
                {
                    telemetry.AddContext(span);
                }
            }
        }
    }

    /// <summary>The context with what the claims tell.</summary>
    public AgentContext Over(AgentContext context) => context with
    {
        UserId = Claim(options.UserClaim) ?? context.UserId,
        Tenant = Claim(options.TenantClaim) ?? context.Tenant,
        SessionId = Claim(options.SessionClaim) ?? context.SessionId,
    };

    private string? Claim(string? type) => type is null ? null : _user?.FindFirst(type)?.Value;
}
