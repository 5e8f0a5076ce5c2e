namespace Qa.Rules.Matching;

/// <summary>A pattern found in a text: the pattern's index, and where its first UTF-16 unit stands.</summary>
internal readonly record struct Occurrence(int Pattern, int Start);
