using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Accounts;

namespace Qa.Portal.Modules.People.AccountRequests;

/// <summary>A request as somebody filled it in.</summary>
/// <param name="AccountName">Of the account that is to be opened; of others it is known.</param>
/// <param name="Roles">Ids; none where it is closed.</param>
internal sealed record AccountRequestForm(string Number, AccountRequestKind Kind, string AccountName, ImmutableArray<string> Roles, string Reason)
{
    /// <summary>Without what people type beside it, and with what follows of the account that there is.</summary>
    /// <param name="present">The person's account; null for none.</param>
    public AccountRequestForm Completed(Account? present) => new(
        Number, Kind, present?.UserName ?? (AccountName ?? "").Trim(), Kind == AccountRequestKind.Close || Roles.IsDefault ? [] : [.. Roles.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], (Reason ?? "").Trim());

    /// <summary>What is wrong with it, held against what there is.</summary>
    public async Task<Fault?> FaultAsync(PortalContext context, Account? present, CancellationToken cancellation)
    {
        if (PresentFault(Kind, present) is { } wrong)
            return wrong;
        if (Kind == AccountRequestKind.Open && present is null && await NameFaultAsync(context, cancellation) is { } name)
            return name;
        if (Kind != AccountRequestKind.Close && await RolesFaultAsync(context, cancellation) is { } roles)
            return roles;
        return Reason.Length is 0 or > AccountRequest.MaximumReasonLength
            ? new Fault("reason", FormattableString.Invariant($"{Reason.Length} characters"), FormattableString.Invariant($"1 to {AccountRequest.MaximumReasonLength}"))
                .Because("length", "1", FormattableString.Invariant($"{AccountRequest.MaximumReasonLength}"))
            : null;
    }

    /// <summary>What speaks against it in the account that there is now.</summary>
    public static Fault? PresentFault(AccountRequestKind kind, Account? present) => (kind, present) switch
    {
        (AccountRequestKind.Open, { IsDisabled: false }) => new Fault("kind", "open", $"another kind, as the person has the account '{present.UserName}'").Because("hasAccount", present.UserName!),
        (not AccountRequestKind.Open, null or { IsDisabled: true }) => new Fault("kind", Words.Of(kind), "open, as the person has no account that is open").Because("noAccount"),
        _ => null,
    };

    private async Task<Fault?> NameFaultAsync(PortalContext context, CancellationToken cancellation)
    {
        if (!AccountForm.IsName(AccountName))
            return new Fault("accountName", $"'{AccountName}'", FormattableString.Invariant($"1 to {Account.MaximumNameLength} letters and digits, with . _ - @ within")).Because("badAccountName");
        var upper = AccountName.ToUpperInvariant();
        return await context.Set<Account>().AnyAsync(account => account.NormalizedUserName == upper, cancellation)
            ? new Fault("accountName", $"'{AccountName}', which is another account's", "a name of no other account").Because("nameTaken", AccountName)
            : null;
    }

    private async Task<Fault?> RolesFaultAsync(PortalContext context, CancellationToken cancellation)
    {
        var wanted = Roles.ToArray();
        var known = await context.Set<PortalRole>().Where(role => wanted.Contains(role.Id)).Select(static role => role.Id).ToListAsync(cancellation);
        if (wanted.Length == 0)
            return new Fault("roles", "none", "one at least").Because("noRoles");
        return wanted.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown ? new Fault("roles", $"'{unknown}', which there is not", "ids of roles").Because("unknownRole", unknown) : null;
    }
}
