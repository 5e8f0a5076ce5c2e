using Microsoft.AspNetCore.Http;

namespace Qa.Portal.Platform.Accounts.Company;

/// <summary>Whoever signs in meets the company's sign-on as it is set now, on whichever process the request arrives.</summary>
internal sealed class CompanySignOnRequests(RequestDelegate next, CompanySignOn company)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments(AccountServices.SignInPath, StringComparison.Ordinal))
            await company.RefreshAsync(context.RequestAborted);
        await next(context);
    }
}
