using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Accounts;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Modules.People.AccountRequests;

/// <summary>Approves requests for accounts by carrying them out: the account is changed and the request approved in one, or neither.</summary>
internal sealed class AccountApprovals(IDbContextFactory<PortalContext> contexts, AccountRequestDesk requests, AccountDesk accounts)
{
    /// <param name="version">That was read.</param>
    /// <param name="note">Empty for none.</param>
    public async Task<AccountApproval> ApproveAsync(long id, long version, string note, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(AccountRequestDesk.Approve);
        note = note.Trim();
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var (request, answer) = await AccountRequestDesk.OpenAsync(context, id, version, cancellation);
        if (answer is not null)
            return new(answer);
        if (AccountRequestDesk.OwnFault(request!, actor) is { } own)
            return new(own);
        if (note.Length > AccountRequest.MaximumReasonLength)
            return new(new Fault("note", FormattableString.Invariant($"{note.Length} characters"), FormattableString.Invariant($"at most {AccountRequest.MaximumReasonLength}"))
                .Because("length", "0", FormattableString.Invariant($"{AccountRequest.MaximumReasonLength}")));
        var present = await accounts.FindOfAsync(request!.Number, actor, cancellation);
        if (AccountRequestForm.PresentFault(request.Kind, present?.Account) is { } changed)
            return new(changed);
        var person = await context.Set<Person>().AsNoTracking().SingleAsync(each => each.Number == request.Number, cancellation);
        return await CarryOutAsync(request, person, present, note, actor, cancellation);
    }

    private async Task<AccountApproval> CarryOutAsync(AccountRequest request, Person person, AccountRow? present, string note, Actor actor, CancellationToken cancellation)
    {
        AccountRequest? decided = null;
        try
        {
            var result = present is null
                ? await accounts.OpenAsync(FormOf(request, person), actor, also: ApproveToo, cancellation: cancellation)
                : await accounts.ChangeAsync(
                    present.Account.Id, present.Account.ConcurrencyStamp!, FormOf(request, present), request.Kind == AccountRequestKind.Close, actor, ApproveToo, cancellation);
            return result.Fault == AccountFault.None
                ? new(new Saved<AccountRequest>(SaveOutcome.Done, decided), Password: result.Password)
                : new(new Saved<AccountRequest>(SaveOutcome.ChangedMeanwhile, request), result.Fault);
        }
        catch (DbUpdateException exception) when (exception.IsSomebodyFaster())
        {
            // Somebody else was faster: with this request, or with another account of the name or the 工号.
            var now = await NowAsync(request.Id, cancellation);
            return new(new Saved<AccountRequest>(SaveOutcome.ChangedMeanwhile, now), now?.State == AccountRequestState.Waiting ? AccountFault.NameTaken : AccountFault.None);
        }

        // Its version is that of the request that was read: if somebody else decides at the same time, the account is not changed either.
        async Task ApproveToo(PortalContext context)
        {
            decided = await context.Set<AccountRequest>().FindAsync([request.Id], cancellation) ?? throw new DbUpdateConcurrencyException("the request is gone");
            if (decided.Version != request.Version)
                throw new DbUpdateConcurrencyException("the request was decided meanwhile");
            await requests.DecideAsync(context, decided, AccountRequestState.Approved, "approve account request", note, actor, cancellation);
        }
    }

    private static AccountForm FormOf(AccountRequest request, Person person) => new(
        request.AccountName, person.Name.Length > Account.MaximumNameLength ? person.Name[..Account.MaximumNameLength] : person.Name, request.Number, person.Email.Length > 0 ? person.Email : null, request.RoleIds);

    private static AccountForm FormOf(AccountRequest request, AccountRow present) => new(
        present.Account.UserName!, present.Account.DisplayName, present.Account.AgentId, present.Account.Email, request.Kind == AccountRequestKind.Close ? present.Roles : request.RoleIds);

    private async Task<AccountRequest?> NowAsync(long id, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<AccountRequest>().AsNoTracking().SingleOrDefaultAsync(each => each.Id == id, cancellation);
    }
}
