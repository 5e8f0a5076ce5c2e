using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Accounts;

namespace Qa.Portal.Modules.Privacy;

/// <summary>The picture that pages with recordings and transcripts lie under: who looks at them, and when. A photograph of the screen carries it along.</summary>
internal static class WatermarkEndpoint
{
    /// <summary>Where the style of <c>Ui/Shared/Watermark</c> finds it.</summary>
    public const string Path = "/api/v1/privacy/watermark.svg";

    // Longer names are cut, so that what comes after the name is still on the picture.
    private const int MaximumName = 24;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/privacy/watermark.svg", Draw).WithTags("Data protection").WithSummary("The watermark of who is signed in, as a picture").ForEverybodySignedIn();

    private static FileContentHttpResult Draw(HttpContext context, Actor actor, CentreTime centre, TimeProvider time)
    {
        context.Response.Headers.CacheControl = "private, no-store";
        var name = context.User.FindFirst(AccountPrincipals.DisplayName)?.Value is { Length: > 0 } shown ? shown : actor.Name;
        return TypedResults.Bytes(Encoding.UTF8.GetBytes(Picture(name, actor.AgentId ?? actor.Name, centre.Of(time.GetUtcNow()))), "image/svg+xml");
    }

    /// <param name="at">In the centre's time.</param>
    internal static string Picture(string name, string? agent, DateTimeOffset at)
    {
        var who = name.Length > MaximumName ? name[..MaximumName] + "…" : name;
        var line = WebUtility.HtmlEncode(agent is null || agent == name ? who : $"{who} {agent}");
        return FormattableString.Invariant(
            $"""
             <svg xmlns="http://www.w3.org/2000/svg" width="320" height="200">
             <g transform="rotate(-24 160 100)" font-family="sans-serif" font-size="15" fill="#808080" fill-opacity="0.28" text-anchor="middle">
             <text x="160" y="94">{line}</text><text x="160" y="116">{at:yyyy-MM-dd HH:mm}</text>
             </g></svg>
             """);
    }
}
