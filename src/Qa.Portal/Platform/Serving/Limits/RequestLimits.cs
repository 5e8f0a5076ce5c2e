using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Qa.Portal.Platform.Access.Tokens;
using Qa.Portal.Platform.Accounts;
using Qa.Portal.Platform.Auditing;
using Qa.Portal.Platform.Problems;
using Qa.Portal.Platform.Settings;

namespace Qa.Portal.Platform.Serving.Limits;

/// <summary>
/// Lets nobody take the server for itself: counts requests of the interface by who asks, and by the address only where nobody is known,
/// since a whole centre may stand behind one. Pages, their circuits and what watches the server are not counted.
/// </summary>
internal sealed class RequestLimits(SettingsStore settings)
{
    private volatile RateLimitSettings _inForce = new();

    /// <summary>Takes over what somebody has set; at most some seconds old.</summary>
    public async ValueTask RefreshAsync(CancellationToken cancellation) => _inForce = (await settings.ReadAsync<RateLimitSettings>(cancellation)).Value;

    public void Configure(RateLimiterOptions options)
    {
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, LimitKey>(context => MinuteBucket.Of(KeyOf(context)));
        options.OnRejected = static (rejected, _) => new(RefuseAsync(rejected));
    }

    private static Task RefuseAsync(OnRejectedContext rejected)
    {
        var seconds = MinuteBucket.RetryAfter(rejected.Lease);
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Problem.Of(429, "too-many", $"too many requests; nothing was done: send it again after {seconds} s").ExecuteAsync(rejected.HttpContext);
    }

    private LimitKey KeyOf(HttpContext context)
    {
        if (!AccountServices.IsForMachines(context.Request))
            return default;
        var limits = _inForce;
        var person = context.User;
        if (person.Identity is not { IsAuthenticated: true, Name: { } name })
            return new("stranger", RequestOrigin.Of(context.Connection.RemoteIpAddress), limits.RequestsOfStranger);
        var isPerson = person.FindFirstValue(ClaimTypes.NameIdentifier) is not null;
        var who = person.FindFirstValue(ClaimTypes.NameIdentifier) ?? person.FindFirstValue(MachineTokens.ClaimType) ?? name;
        return (context.GetEndpoint()?.Metadata.GetMetadata<LimitedAsAttribute>()?.Kind ?? RequestKind.Ordinary) switch
        {
            RequestKind.Intake => new("intake", who, limits.Intake),
            RequestKind.Upload => new("uploads", who, limits.Uploads),
            _ when isPerson => new("person", who, limits.RequestsOfPerson),
            _ => new("token", who, limits.RequestsOfToken),
        };
    }
}
