using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Qa.Portal.Platform.Problems;

namespace Qa.Portal.Platform.Accounts;

/// <summary>A browser sends its cookie along with requests that other sites make it send: what changes something must show that it comes from our pages.</summary>
internal sealed class CookieRequests(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var changes = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method) && !HttpMethods.IsOptions(context.Request.Method);
        if (changes && AccountServices.IsForMachines(context.Request) && context.User.Identity?.AuthenticationType == IdentityConstants.ApplicationScheme && !await antiforgery.IsRequestValidAsync(context))
            await Problem.Of(400, "forged", "a request that is signed in by a cookie must carry the token of our pages; programs send 'Authorization: Bearer TOKEN'").ExecuteAsync(context);
        else
            await next(context);
    }
}
