namespace Qa.Portal.Modules.People.AccountRequests;

/// <summary>A request in a list.</summary>
/// <param name="PersonName">As the person is called now.</param>
internal sealed record AccountRequestLine(AccountRequest Request, string PersonName);

/// <summary>What became of an approval.</summary>
/// <param name="Account">Why the account could not be changed; nothing was done then, and the request still waits.</param>
/// <param name="Password">The first password of an account that was opened, to be handed over; nobody can read it again.</param>
internal sealed record AccountApproval(Checked<AccountRequest> Request, Platform.Accounts.AccountFault Account = Platform.Accounts.AccountFault.None, string? Password = null);
