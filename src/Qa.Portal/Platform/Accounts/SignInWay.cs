namespace Qa.Portal.Platform.Accounts;

/// <summary>By what somebody was let in. Stored by name.</summary>
internal enum SignInWay
{
    /// <summary>With the second factor, where one is turned on.</summary>
    Password,

    /// <summary>By a passkey, which is both factors in one.</summary>
    Passkey,

    /// <summary>By the company's sign-on, which vouches for the person.</summary>
    Company,
}
