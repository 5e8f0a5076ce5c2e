namespace Qa.Portal.Platform.Accounts;

/// <summary>Names the texts of signing in and of accounts.</summary>
internal sealed class AccountTexts;
