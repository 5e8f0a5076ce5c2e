namespace Qa.Rules.Matching;

/// <summary>A place in a normalised text where a phrase was found.</summary>
/// <param name="Pattern">The phrase's number in the list that the matcher was built from.</param>
/// <param name="Start">UTF-16 units from the start of the text.</param>
internal readonly record struct Occurrence(int Pattern, int Start);
