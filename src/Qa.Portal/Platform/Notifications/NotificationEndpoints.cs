using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Problems;
using Qa.Portal.Ui;

namespace Qa.Portal.Platform.Notifications;

/// <summary>Notifications, for machines. Each sees the own.</summary>
internal static class NotificationEndpoints
{
    private const int DefaultCount = 50;

    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    public static void Map(IEndpointRouteBuilder api)
    {
        var notifications = api.MapGroup("/notifications").WithTags("Notifications").ForEverybodySignedIn();
        notifications.MapGet("", ListAsync).WithSummary("Own notifications, the newest first, in Chinese or with lang=en-US in English; before takes the id of the last one of the page before");
        notifications.MapGet("/unread", UnreadAsync).WithSummary("How many of the own notifications are unread");
        notifications.MapPost("/{id:long}/read", ReadAsync).WithSummary("Mark a notification as read");
        notifications.MapPost("/read", ReadAllAsync).WithSummary("Mark all own notifications as read; with upTo only that one and those before it");
    }

    private static async Task<IResult> ListAsync(
        ClaimsPrincipal person, NotificationService service, NotificationTexts texts, CancellationToken cancellation, long? before = null, int count = DefaultCount, bool unread = false, string? lang = null)
    {
        if (count is < 1 or > NotificationService.MaximumListed)
            return Problem.Of(400, "invalid-request", FormattableString.Invariant($"count: found {count}, expected 1 to {NotificationService.MaximumListed}"));
        var language = Languages.IsEnglishIn(lang) ? English : Chinese;
        return TypedResults.Ok((await service.ListAsync(NameOf(person), before, count, unread, cancellation)).Select(each => Answer.Of(each, texts, language)));
    }

    private static async Task<IResult> UnreadAsync(ClaimsPrincipal person, NotificationService service, CancellationToken cancellation) =>
        TypedResults.Ok(new { unread = await service.UnreadCountAsync(NameOf(person), cancellation) });

    private static async Task<IResult> ReadAsync(long id, ClaimsPrincipal person, NotificationService service, CancellationToken cancellation) =>
        await service.MarkReadAsync(id, NameOf(person), cancellation) ? TypedResults.NoContent() : Problem.Of(404, "not-found", FormattableString.Invariant($"there is no notification {id} of yours"));

    private static async Task<IResult> ReadAllAsync(ClaimsPrincipal person, NotificationService service, CancellationToken cancellation, long? upTo = null) =>
        TypedResults.Ok(new { changed = await service.MarkAllReadAsync(NameOf(person), upTo, cancellation) });

    private static string NameOf(ClaimsPrincipal person) => person.Identity!.Name!;

    private sealed record Answer(long Id, string Kind, string Title, string Body, string TextKey, JsonElement Arguments, string? Link, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt)
    {
        public static Answer Of(NotificationView notification, NotificationTexts texts, CultureInfo language)
        {
            var words = texts.Render(notification.TextKey, notification.Arguments, language);
            using var arguments = JsonDocument.Parse(notification.Arguments);
            return new(
                notification.Id, notification.Kind, words.Title, words.Body, notification.TextKey, arguments.RootElement.Clone(), notification.Link, notification.CreatedAt, notification.ReadAt);
        }
    }
}
