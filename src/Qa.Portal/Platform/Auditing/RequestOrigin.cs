using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Qa.Grains.Auditing;
using Qa.Grains.Hosting;

namespace Qa.Portal.Platform.Auditing;

/// <summary>Lets whatever a request does know from where it came, so that entries of the audit log say it.</summary>
internal static class RequestOrigin
{
    /// <param name="role">Of a process that carries out a command, only that command makes requests.</param>
    public static void UseAuditOrigin(this IApplicationBuilder application, ProcessRole role) => application.Use((context, next) => RunAsync(context, next, role));

    /// <summary>The address as it is written down: that of the other end of the connection, or what a proxy that is known says it is.</summary>
    public static string Of(IPAddress? address) => address switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        _ => address.ToString(),
    };

    private static async Task RunAsync(HttpContext context, RequestDelegate next, ProcessRole role)
    {
        using (AuditOrigin.Use(role == ProcessRole.Command ? AuditOrigin.CommandLine : Of(context.Connection.RemoteIpAddress)))
            await next(context);
    }
}
