using Microsoft.AspNetCore.Http;
using Qa.Portal.Platform.Problems;

namespace Qa.Portal.Platform.Accounts;

/// <summary>Who was given a password by somebody else does nothing but change it.</summary>
internal sealed class FirstPassword(RequestDelegate next, Sessions sessions)
{
    private static readonly string[] Open = [AccountServices.PasswordPath, "/sign-out", "/preferences", "/_framework", "/_content", "/css", "/js", "/health"];

    public async Task InvokeAsync(HttpContext context)
    {
        if (Array.Exists(Open, open => context.Request.Path.StartsWithSegments(open, StringComparison.Ordinal)) || await sessions.StateAsync(context.User, context.RequestAborted) is not { MustChangePassword: true })
            await next(context);
        else if (AccountServices.IsForMachines(context.Request))
            await Problem.Of(403, "first-password", "change the password that was given to you first").ExecuteAsync(context);
        else
            context.Response.Redirect(AccountServices.PasswordPath);
    }
}
