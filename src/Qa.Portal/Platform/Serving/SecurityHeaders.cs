using Microsoft.AspNetCore.Http;

namespace Qa.Portal.Platform.Serving;

/// <summary>Tells browsers what pages of this server never do: run script that is not its own, be shown in another's frame, be taken for another type.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    // Styles in attributes are what components set widths with; script is only of our files.
    private const string Pages =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; media-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'self'; "
        + "form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(static state =>
        {
            var response = ((HttpContext)state).Response;
            var headers = response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";

            // The pages of the interface's description and of Orleans' dashboard bring script of their own within the page.
            if (!IsForeignPage(((HttpContext)state).Request.Path))
                headers.ContentSecurityPolicy = Pages;
            if (((HttpContext)state).Request.IsHttps)
                headers.StrictTransportSecurity = "max-age=31536000";
            return Task.CompletedTask;
        }, context);
        return next(context);
    }

    private static bool IsForeignPage(PathString path) =>
        path.StartsWithSegments("/docs", StringComparison.Ordinal) || path.StartsWithSegments("/dashboard", StringComparison.Ordinal);
}
