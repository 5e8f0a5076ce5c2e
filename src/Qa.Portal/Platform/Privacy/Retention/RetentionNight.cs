using Microsoft.EntityFrameworkCore;

namespace Qa.Portal.Platform.Privacy.Retention;

/// <summary>A night on which what is over its period was erased: each night of the centre once, whichever process began it.</summary>
internal sealed class RetentionNight
{
    public DateOnly Date { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public long? JobId { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Of the erasure that came of it, if one did.</summary>
    public string Key => KeyOf(Date);

    public static string KeyOf(DateOnly date) => FormattableString.Invariant($"retention-{date:yyyy-MM-dd}");

    public static void Describe(ModelBuilder model)
    {
        var night = model.Entity<RetentionNight>().ToTable("retention_night");
        night.HasKey(static each => each.Date);
        night.Ignore(static each => each.Key);
    }
}
