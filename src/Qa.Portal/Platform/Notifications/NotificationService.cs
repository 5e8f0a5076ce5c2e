using Microsoft.EntityFrameworkCore;
using Qa.Grains.Storage;
using Qa.Portal.Data;

namespace Qa.Portal.Platform.Notifications;

/// <summary>Notifications for those who get them: each sees the own.</summary>
internal sealed class NotificationService(IDbContextFactory<PortalContext> contexts, Database database, NotificationSignal signal, TimeProvider time)
{
    /// <summary>Most notifications of one list.</summary>
    public const int MaximumListed = 200;

    /// <summary>Something new, or something was read, by this process's doing. Raised on any thread; what other processes do is seen by reading again.</summary>
    public event Action<NotificationChange>? Changed
    {
        add => signal.Changed += value;
        remove => signal.Changed -= value;
    }

    /// <summary>Notifications of an account, the newest first.</summary>
    /// <param name="before">Only those that came before the one of this number; null from the newest on.</param>
    public async Task<IReadOnlyList<NotificationView>> ListAsync(
        string recipient, long? before = null, int count = MaximumListed, bool onlyUnread = false, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var found = await context.Set<Notification>().AsNoTracking()
            .Where(each => each.Recipient == recipient && (before == null || each.Id < before) && (!onlyUnread || each.ReadAt == null))
            .OrderByDescending(static each => each.Id).Take(Math.Min(count, MaximumListed)).ToListAsync(cancellation);
        return [.. found.Select(NotificationView.Of)];
    }

    public async Task<int> UnreadCountAsync(string recipient, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<Notification>().CountAsync(each => each.Recipient == recipient && each.ReadAt == null, cancellation);
    }

    /// <returns>False where the account has no such notification; when it was first read stays.</returns>
    public async Task<bool> MarkReadAsync(long id, string recipient, CancellationToken cancellation = default)
    {
        if (await MarkAsync("id = @id", id, recipient, cancellation) > 0)
            return true;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<Notification>().AnyAsync(each => each.Id == id && each.Recipient == recipient, cancellation);
    }

    /// <param name="upTo">The newest that was seen: what came since stays unread. Null for all.</param>
    /// <returns>How many were unread.</returns>
    public Task<int> MarkAllReadAsync(string recipient, long? upTo = null, CancellationToken cancellation = default) => MarkAsync("id <= @id", upTo ?? long.MaxValue, recipient, cancellation);

    private async Task<int> MarkAsync(string which, long id, string recipient, CancellationToken cancellation)
    {
        var changed = await database.WriteAsync(
            session => session.ExecuteAsync($"UPDATE notification SET read_at = @now WHERE recipient = @recipient AND read_at IS NULL AND {which}", new { now = UtcTicks.Of(time.GetUtcNow()), recipient, id }, cancellation),
            cancellation);
        if (changed > 0)
            signal.Tell(new(recipient, null));
        return changed;
    }
}
