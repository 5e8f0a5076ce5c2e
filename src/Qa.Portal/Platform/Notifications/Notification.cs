using Microsoft.EntityFrameworkCore;

namespace Qa.Portal.Platform.Notifications;

/// <summary>Something that somebody is to know, until it is read and then some time longer.</summary>
internal sealed class Notification
{
    public const int MaximumNameLength = 200;

    public const int MaximumLinkLength = 1_000;

    /// <summary>Longest arguments, in characters of JSON.</summary>
    public const int MaximumArgumentsLength = 8 * 1024;

    /// <summary>Grows in the order in which they came.</summary>
    public long Id { get; set; }

    /// <summary>Name of an account.</summary>
    public string Recipient { get; set; } = "";

    /// <summary>What it is about, as <c>module.event</c>; settings choose by it what goes outside.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Of its text in <see cref="NotificationTexts"/>.</summary>
    public string TextKey { get; set; } = "";

    /// <summary>What stands in the text's places: a JSON object of texts.</summary>
    public string Arguments { get; set; } = "";

    /// <summary>The page it leads to, <c>/tickets/7</c>; null for none.</summary>
    public string? Link { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? ReadAt { get; set; }

    public static void Describe(ModelBuilder model)
    {
        var notification = model.Entity<Notification>().ToTable("notification");
        notification.HasKey(static each => each.Id);
        notification.Property(static each => each.Id).ValueGeneratedOnAdd();
        notification.HasIndex(static each => new { each.Recipient, each.Id });
        notification.HasIndex(static each => each.CreatedAt);
    }
}
