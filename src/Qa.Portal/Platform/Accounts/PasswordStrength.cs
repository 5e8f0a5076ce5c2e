using Microsoft.AspNetCore.Identity;

namespace Qa.Portal.Platform.Accounts;

/// <summary>
/// Refuses passwords that are easily guessed, by zxcvbn: rules about digits and signs make people write Abcd1234!, which is among the
/// first that are tried. What is known of the person counts as guessed.
/// </summary>
internal sealed class PasswordStrength : IPasswordValidator<Account>
{
    /// <summary>Shortest password, in characters.</summary>
    public const int MinimumLength = 10;

    /// <summary>Longest, so that nobody makes the server hash a book.</summary>
    public const int MaximumLength = 128;

    /// <summary>Least score of zxcvbn, 0..4: 3 stands more than a hundred million guesses.</summary>
    public const int MinimumScore = 3;

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(Weakness(password ?? "", user) is { } weakness ? IdentityResult.Failed(new IdentityError { Code = weakness.ToString(), Description = weakness.ToString() }) : IdentityResult.Success);

    /// <summary>Null where it is strong.</summary>
    public static PasswordWeakness? Weakness(string password, Account user) =>
        password.Length < MinimumLength ? PasswordWeakness.TooShort
        : password.Length > MaximumLength ? PasswordWeakness.TooLong
        : new global::Zxcvbn.Zxcvbn().EvaluatePassword(password, KnownOf(user)).Score < MinimumScore ? PasswordWeakness.EasilyGuessed
        : null;

    private static List<string> KnownOf(Account user) =>
        [.. new[] { user.UserName, user.DisplayName, user.AgentId, user.Email, "callcenter", "zhijian" }.Where(static word => !string.IsNullOrEmpty(word)).Select(static word => word!)];
}

/// <summary>Why a password is refused.</summary>
internal enum PasswordWeakness
{
    TooShort,
    TooLong,
    EasilyGuessed,
}
