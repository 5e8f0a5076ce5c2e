namespace Qa.Portal.Platform.Accounts.Security;

/// <summary>Names the texts of the settings for signing in.</summary>
internal sealed class SecurityTexts;
