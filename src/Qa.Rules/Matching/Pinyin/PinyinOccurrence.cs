namespace Qa.Rules.Matching;

/// <summary>A run of Han characters that sounds like a phrase.</summary>
/// <param name="Pattern">The phrase's number in the list that the matcher was built from.</param>
/// <param name="Start">UTF-16 units from the start of the text.</param>
/// <param name="Length">UTF-16 units; not always the phrase's own, because rare characters take two.</param>
internal readonly record struct PinyinOccurrence(int Pattern, int Start, int Length);
