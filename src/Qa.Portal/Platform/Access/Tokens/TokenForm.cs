namespace Qa.Portal.Platform.Access.Tokens;

/// <summary>What a token is to be.</summary>
/// <param name="Days">How long it is good for.</param>
/// <param name="Owner">Name of the account whose it is, where who makes it has none; else null: nobody makes one for others.</param>
internal sealed record TokenForm(string Name, int Days, IReadOnlyDictionary<string, DataScope> Permissions, string? Owner = null);

/// <summary>What became of a token that somebody wanted.</summary>
/// <param name="Errors">All of them; empty where it was made.</param>
/// <param name="Secret">To be handed over; nobody can read it again.</param>
internal sealed record TokenResult(IReadOnlyList<TokenError> Errors, MachineToken? Token = null, string? Secret = null);

/// <summary>What is wrong with a token that somebody wants.</summary>
/// <param name="Permission">Which one, where it is about one.</param>
internal sealed record TokenError(TokenFault Fault, string? Permission = null);

/// <summary>Why a token was not made. Nothing was done then.</summary>
internal enum TokenFault
{
    /// <summary>Missing, too long, or with characters that it cannot have.</summary>
    BadName,

    /// <summary>There is a token of this name, or was one.</summary>
    NameTaken,
    BadDays,
    NoPermission,
    UnknownPermission,

    /// <summary>Who makes it, or whose it is to be, may not do that or not with so many people's data.</summary>
    MoreThanOwn,

    /// <summary>Only people do that.</summary>
    OnlyPeople,

    /// <summary>Who makes it has no account, so it must be said whose it is.</summary>
    NoOwner,

    /// <summary>There is no such account, or it is closed.</summary>
    UnknownOwner,

    /// <summary>Nobody makes tokens of others.</summary>
    OwnerOfOthers,
}
