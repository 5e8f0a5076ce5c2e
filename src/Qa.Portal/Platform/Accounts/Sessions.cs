using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Qa.Portal.Data;

namespace Qa.Portal.Platform.Accounts;

/// <summary>Who is signed in where. Each request and each open page shows its session; one that has been ended opens nothing from then on.</summary>
internal sealed class Sessions(IDbContextFactory<PortalContext> contexts, IMemoryCache cache, TimeProvider time)
{
    public const string ClaimType = "session";

    /// <summary>A session that is not seen for so long has ended.</summary>
    public static readonly TimeSpan LongestIdle = TimeSpan.FromHours(12);

    private const int MaximumDeviceLength = 200;

    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SeenPrecision = TimeSpan.FromMinutes(1);

    public async Task<SignInSession> BeginAsync(Guid account, string origin, string device, SignInWay way = SignInWay.Password, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var now = time.GetUtcNow();
        var session = new SignInSession
        {
            Id = Guid.CreateVersion7(), AccountId = account, StartedAt = now, SeenAt = now, Origin = origin, Way = way,
            Device = device.Length > MaximumDeviceLength ? device[..MaximumDeviceLength] : device,
        };
        context.Add(session);
        await context.SaveChangesAsync(cancellation);
        return session;
    }

    /// <summary>How the session that somebody shows stands; null where it opens nothing.</summary>
    public async ValueTask<SessionState?> StateAsync(ClaimsPrincipal principal, CancellationToken cancellation = default)
    {
        if (!Guid.TryParse(principal.FindFirstValue(ClaimType), out var id))
            return null;
        if (cache.TryGetValue((nameof(Sessions), id), out SessionState? known))
            return known;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var row = await (from session in context.Set<SignInSession>()
                         join account in context.Set<Account>() on session.AccountId equals account.Id
                         where session.Id == id && session.EndedAt == null && !account.IsDisabled
                         select new { session.SeenAt, session.Way, account.MustChangePassword }).SingleOrDefaultAsync(cancellation);
        var now = time.GetUtcNow();
        var state = row is null || now - row.SeenAt > LongestIdle ? null : new SessionState(id, row.Way, row.MustChangePassword && row.Way != SignInWay.Company);
        if (state is not null && now - row!.SeenAt > SeenPrecision)
            await context.Set<SignInSession>().Where(session => session.Id == id).ExecuteUpdateAsync(set => set.SetProperty(static session => session.SeenAt, now), cancellation);
        cache.Set((nameof(Sessions), id), state, Freshness);
        return state;
    }

    /// <summary>When somebody was last here before this time: until when the session before the newest one was seen. Null where there was none.</summary>
    public async Task<DateTimeOffset?> LastVisitAsync(Guid account, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return (await context.Set<SignInSession>().AsNoTracking().Where(session => session.AccountId == account).OrderByDescending(static session => session.StartedAt).Skip(1).FirstOrDefaultAsync(cancellation))?.SeenAt;
    }

    /// <summary>Sessions of an account that are open, the one last seen first.</summary>
    public async Task<IReadOnlyList<SignInSession>> ListAsync(Guid account, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var oldest = time.GetUtcNow() - LongestIdle;
        return await context.Set<SignInSession>().AsNoTracking().Where(session => session.AccountId == account && session.EndedAt == null && session.SeenAt > oldest)
            .OrderByDescending(static session => session.SeenAt).ToListAsync(cancellation);
    }

    /// <summary>Ends one session of an account, or all but one.</summary>
    /// <param name="only">Null for all.</param>
    /// <returns>How many there were.</returns>
    public async Task<int> EndAsync(Guid account, Guid? only = null, Guid? but = null, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var open = context.Set<SignInSession>().Where(session => session.AccountId == account && session.EndedAt == null && (only == null || session.Id == only) && (but == null || session.Id != but));
        var ended = await open.ToListAsync(cancellation);
        foreach (var session in ended)
        {
            session.EndedAt = time.GetUtcNow();
            cache.Remove((nameof(Sessions), session.Id));
        }

        await context.SaveChangesAsync(cancellation);
        return ended.Count;
    }

    /// <summary>Forgets what is cached of a session, after something of its account was changed here.</summary>
    public void Forget(Guid session) => cache.Remove((nameof(Sessions), session));
}

/// <summary>How a session that is open stands.</summary>
/// <param name="MustChangePassword">Not of who came by the company's sign-on, and may know no password here at all.</param>
internal sealed record SessionState(Guid Id, SignInWay Way, bool MustChangePassword);
