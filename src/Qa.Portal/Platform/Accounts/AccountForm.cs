using System.Text.RegularExpressions;

namespace Qa.Portal.Platform.Accounts;

/// <summary>What an account is to be.</summary>
/// <param name="Name">With which the person signs in: letters of any script, digits, and . _ - @ within.</param>
/// <param name="AgentId">工号; null where interactions do not know the person.</param>
internal sealed partial record AccountForm(string Name, string DisplayName, string? AgentId, string? Email, IReadOnlyList<string> Roles)
{
    public bool IsSound => IsName(Name) && DisplayName.Length is > 0 and <= Account.MaximumNameLength && AgentId is not "" && Roles.Count > 0;

    public static bool IsName(string name) => name.Length <= Account.MaximumNameLength && NameForm().IsMatch(name);

    [GeneratedRegex(@"^[\p{L}\p{Nd}]([\p{L}\p{Nd}._@-]*[\p{L}\p{Nd}])?\z")]
    private static partial Regex NameForm();
}

/// <summary>An account in a list.</summary>
internal sealed record AccountRow(Account Account, IReadOnlyList<string> Roles);

/// <summary>What became of a change of an account.</summary>
/// <param name="Password">The first password, to be handed over; nobody can read it again.</param>
internal sealed record AccountResult(AccountFault Fault, Account? Account = null, string? Password = null);

/// <summary>Why an account was not changed. Nothing was done then.</summary>
internal enum AccountFault
{
    None,

    /// <summary>A name is missing or has characters that it cannot have, or there is no role.</summary>
    Incomplete,
    UnknownRole,
    NameTaken,
    AgentTaken,

    /// <summary>The roles would give more than who gives them has.</summary>
    MoreThanOwn,

    /// <summary>Nobody closes the own account or takes the own administration away.</summary>
    OwnAccount,
    ChangedMeanwhile,
    Missing,
}
