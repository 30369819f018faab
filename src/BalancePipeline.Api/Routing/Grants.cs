using BalancePipeline.Access;
using Microsoft.AspNetCore.Http;

namespace BalancePipeline.Api.Routing;

/// <summary>What the doorway found the caller may do.</summary>
public static class Grants
{
    /// <summary>The caller's grant; there is one wherever the route asks for access.</summary>
    public static AccessGrant Grant(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<AccessGrant>() ?? throw new InvalidOperationException("The route asks for no access.");
    }
}
