namespace Qa.Portal.Platform.Access.Tokens;

/// <summary>Names the texts of the tokens of machines.</summary>
internal sealed class TokenTexts;
