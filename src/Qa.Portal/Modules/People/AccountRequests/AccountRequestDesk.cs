using Microsoft.EntityFrameworkCore;
using Qa.Grains.Auditing;
using Qa.Portal.Data;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Accounts;
using Qa.Portal.Platform.Data;
using Qa.Portal.Platform.Notifications;

namespace Qa.Portal.Modules.People.AccountRequests;

/// <summary>
/// Takes requests for accounts, and their decisions: nobody decides the own request, none is decided twice. Each change, its audit
/// entry and its notifications are one. Approval is <see cref="AccountApprovals"/>'.
/// </summary>
internal sealed class AccountRequestDesk(IDbContextFactory<PortalContext> contexts, PeopleSight sight, Reaches reaches, INotifier notifier, CentreTime centre, TimeProvider time)
{
    public const string Read = "accounts.read";
    public const string Request = "accounts.request";
    public const string Approve = "accounts.approve";

    /// <summary>Where requests are shown.</summary>
    public const string Page = "/account-requests";

    /// <summary>Asks for something; those who may approve are told.</summary>
    public async Task<Checked<AccountRequest>> AskAsync(AccountRequestForm form, Actor actor, CancellationToken cancellation = default)
    {
        var within = await sight.OfAsync(actor, Request, cancellation);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.Set<Person>().AsNoTracking().SingleOrDefaultAsync(each => each.Number == form.Number, cancellation) is not { } person
            || !await sight.CoversAsync(within, form.Number, centre.Today, cancellation))
            return new Saved<AccountRequest>(SaveOutcome.Missing, null);
        var present = await context.Set<Account>().AsNoTracking().SingleOrDefaultAsync(account => account.AgentId == form.Number, cancellation);
        form = form.Completed(present);
        if (await form.FaultAsync(context, present, cancellation) is { } fault)
            return fault;
        if (await context.Set<AccountRequest>().AnyAsync(each => each.WaitingNumber == form.Number, cancellation))
            return Waiting(form.Number);
        var request = new AccountRequest
        {
            Number = form.Number, WaitingNumber = form.Number, Kind = form.Kind, AccountName = form.AccountName, Roles = string.Join(' ', form.Roles), Reason = form.Reason,
            State = AccountRequestState.Waiting, RequestedBy = actor.Name, RequestedAt = time.GetUtcNow(),
        };
        context.Add(request);
        context.Add(Entry(actor, "request account", request, null, request.Reason));
        await notifier.SendAsync(context, About("accounts.requested", "notify.requested", person.Name, request), await Grantees.OfAsync(context, Approve, actor.Name, Notifier.MaximumRecipients, cancellation), cancellation);
        try
        {
            await context.SaveChangesAsync(cancellation);
            return new Saved<AccountRequest>(SaveOutcome.Done, request);
        }
        catch (DbUpdateException exception) when (exception.IsDuplicateKey())
        {
            return Waiting(form.Number);
        }
    }

    /// <summary>Takes back what one asked for oneself and is not decided yet.</summary>
    /// <exception cref="NotAllowedException">Somebody else asked for it.</exception>
    public async Task<Checked<AccountRequest>> WithdrawAsync(long id, long version, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(Request);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var (request, answer) = await OpenAsync(context, id, version, cancellation);
        if (answer is not null)
            return answer;
        if (!IsOwn(request!, actor))
            throw new NotAllowedException("account-request.own");
        return await DecidingAsync(context, request!, AccountRequestState.Withdrawn, "withdraw account request", "", actor, cancellation);
    }

    /// <param name="note">Why; who asked is told.</param>
    public async Task<Checked<AccountRequest>> RefuseAsync(long id, long version, string note, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(Approve);
        note = note.Trim();
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var (request, answer) = await OpenAsync(context, id, version, cancellation);
        if (answer is not null)
            return answer;
        if (OwnFault(request!, actor) is { } own)
            return own;
        if (note.Length is 0 or > AccountRequest.MaximumReasonLength)
            return new Fault("note", FormattableString.Invariant($"{note.Length} characters"), FormattableString.Invariant($"1 to {AccountRequest.MaximumReasonLength}"))
                .Because("length", "1", FormattableString.Invariant($"{AccountRequest.MaximumReasonLength}"));
        return await DecidingAsync(context, request!, AccountRequestState.Refused, "refuse account request", note, actor, cancellation);
    }

    /// <summary>Requests with the names of their people, those that wait first, then the latest.</summary>
    /// <param name="search">工号, name of the person or of the account.</param>
    /// <param name="number">Of one person alone; null for all.</param>
    public async Task<(IReadOnlyList<AccountRequestLine> Rows, int Count)> PageAsync(
        string? search, string? number, AccountRequestState? state, AccountRequestKind? kind, int skip, int take, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(Read);
        var reach = await reaches.OfAsync(actor, Read, cancellation);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var found = from request in context.Set<AccountRequest>().AsNoTracking()
                    join person in context.Set<Person>() on request.Number equals person.Number
                    select new { Request = request, person.Name, person.SearchText };
        if (!reach.IsAll)
        {
            var agents = reach.Agents.ToArray();
            found = found.Where(each => agents.Contains(each.Request.Number));
        }

        if (number is not null)
            found = found.Where(each => each.Request.Number == number);
        if (state is { } wantedState)
            found = found.Where(each => each.Request.State == wantedState);
        if (kind is { } wantedKind)
            found = found.Where(each => each.Request.Kind == wantedKind);
        var plain = search?.Trim();
        foreach (var word in SearchText.Words(search))
            found = found.Where(each => each.SearchText.Contains(word) || each.Request.AccountName.Contains(word) || each.Request.AccountName == plain);
        var count = await found.CountAsync(cancellation);
        var rows = await found.OrderBy(static each => each.Request.State == AccountRequestState.Waiting ? 0 : 1).ThenByDescending(static each => each.Request.Id).Skip(skip).Take(take).ToListAsync(cancellation);
        return ([.. rows.Select(static each => new AccountRequestLine(each.Request, each.Name))], count);
    }

    public async Task<AccountRequestLine?> FindAsync(long id, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(Read);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var found = await (from request in context.Set<AccountRequest>().AsNoTracking()
                           join person in context.Set<Person>() on request.Number equals person.Number
                           where request.Id == id
                           select new AccountRequestLine(request, person.Name)).SingleOrDefaultAsync(cancellation);
        return found is not null && (await reaches.OfAsync(actor, Read, cancellation)).Covers(found.Request.Number) ? found : null;
    }

    /// <summary>A request that waits, as it was read; or why there is none.</summary>
    public static async Task<(AccountRequest? Request, Checked<AccountRequest>? Answer)> OpenAsync(PortalContext context, long id, long version, CancellationToken cancellation)
    {
        if (await context.Set<AccountRequest>().FindAsync([id], cancellation) is not { } request)
            return (null, new Saved<AccountRequest>(SaveOutcome.Missing, null));
        return request.State != AccountRequestState.Waiting || request.Version != version ? (null, new Saved<AccountRequest>(SaveOutcome.ChangedMeanwhile, request)) : (request, null);
    }

    /// <summary>Nobody decides what they asked for themselves.</summary>
    public static Fault? OwnFault(AccountRequest request, Actor actor) =>
        IsOwn(request, actor) ? new Fault("request", "one's own", "a request of somebody else").Because("ownRequest") : null;

    /// <summary>Adds a decision, its audit entry and word to who asked to a context that is about to be saved.</summary>
    public async Task DecideAsync(PortalContext context, AccountRequest request, AccountRequestState state, string action, string note, Actor actor, CancellationToken cancellation)
    {
        var before = request.ToString();
        request.Decide(state, actor.Name, time.GetUtcNow(), note);
        context.Add(Entry(actor, action, request, before, note));
        if (state == AccountRequestState.Withdrawn)
            return;
        var name = await context.Set<Person>().Where(person => person.Number == request.Number).Select(static person => person.Name).SingleAsync(cancellation);
        var message = About("accounts.decided", state == AccountRequestState.Approved ? "notify.approved" : "notify.refused", name, request).With("note", note);
        await notifier.SendAsync(context, message, [ActorName.PersonOf(request.RequestedBy)], cancellation);
    }

    /// <summary>Whether somebody asked for it, also by a machine.</summary>
    public static bool IsOwn(AccountRequest request, Actor actor) => ActorName.IsSamePerson(request.RequestedBy, actor.Name);

    private static Fault Waiting(string number) => new Fault("number", $"'{number}', of whom a request waits", "a person of whom none does: have that decided, or withdraw it").Because("alreadyWaiting");

    private static NotificationMessage About(string kind, string key, string name, AccountRequest request) =>
        new NotificationMessage(kind, key, Page).With("person", name).With("number", request.Number).With("account", request.AccountName);

    private AuditRecord Entry(Actor actor, string action, AccountRequest request, string? before, string detail) => AuditRecord.Of(
        time.GetUtcNow(), actor.Name, actor.Origin, action, $"person {request.Number}", before, request.ToString(), detail: detail);

    private async Task<Checked<AccountRequest>> DecidingAsync(
        PortalContext context, AccountRequest request, AccountRequestState state, string action, string note, Actor actor, CancellationToken cancellation)
    {
        await DecideAsync(context, request, state, action, note, actor, cancellation);
        try
        {
            await context.SaveChangesAsync(cancellation);
            return new Saved<AccountRequest>(SaveOutcome.Done, request);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Saved<AccountRequest>(SaveOutcome.ChangedMeanwhile, (await context.Entry(request).GetDatabaseValuesAsync(cancellation))?.ToObject() as AccountRequest);
        }
    }
}
