using System.Collections.Immutable;

namespace Qa.Portal.Modules.NormSets.Suggesting;

/// <summary>What was found instead of a phrase.</summary>
/// <param name="Looked">Interactions with a part of the phrase that were read.</param>
/// <param name="IsSample">Whether there were more, and these are those that came in last.</param>
/// <param name="Suggestions">Those found most first, at most <see cref="PhraseSuggestions.MaximumShown"/>.</param>
public sealed record SuggestionReport(int Looked, bool IsSample, ImmutableArray<PhraseSuggestion> Suggestions);

/// <summary>A phrase that a list could have too.</summary>
/// <param name="Text">Normalised, as norms compare it.</param>
/// <param name="Agent">Places in what agents said.</param>
/// <param name="Customer">Places in what customers said.</param>
public sealed record PhraseSuggestion(string Text, VariantKind Kind, int Agent, int Customer, SuggestionExample Example);

/// <summary>One place where it was said, of the interaction that came in last, with numbers masked.</summary>
/// <param name="Turn">From 0.</param>
/// <param name="Start">In the sentence, in UTF-16 units.</param>
public sealed record SuggestionExample(string Interaction, int Turn, string Sentence, int Start, int Length);
