using System.Collections.Immutable;

namespace Qa.Portal.Modules.NormSets.Wording;

/// <summary>A condition in the words of a reader.</summary>
/// <param name="Text">What it looks at and what must be there.</param>
/// <param name="Phrases">Phrases, scripts or a pattern that it looks for.</param>
/// <param name="Except">What does not count.</param>
/// <param name="Parts">Conditions that it is made of, each with what it is to the whole; empty for what needs no word.</param>
public sealed record ConditionWording(string Text, ImmutableArray<string> Phrases, ImmutableArray<string> Except, ImmutableArray<(string As, ConditionWording Part)> Parts);
