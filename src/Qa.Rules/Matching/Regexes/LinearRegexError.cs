namespace Qa.Rules.Matching;

/// <summary>Why a pattern is not one that can be run in linear time within our bounds.</summary>
/// <param name="Position">UTF-16 units from the start of the pattern; −1 where not known.</param>
public sealed record LinearRegexError(int Position, string Found, string Expected);
