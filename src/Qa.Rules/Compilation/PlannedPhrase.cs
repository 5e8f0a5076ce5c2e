using System.Collections.Immutable;
using Qa.Rules.Conditions;
using Qa.Rules.Scoring;

namespace Qa.Rules.Compilation;

/// <summary>A normalised phrase and the operators that want its occurrences.</summary>
internal sealed record PlannedPhrase(
    string Text, bool BeginsWithWordCharacter, bool EndsWithWordCharacter, ImmutableArray<PhraseUse> Uses)
{
    /// <summary>Only regexes want it, and to them word boundaries are nothing.</summary>
    public bool OnlyArms { get; } = Uses.All(use => use.Kind == OccurrenceKind.Arm);
}

/// <summary>One operator's interest in a phrase.</summary>
/// <param name="Leaf">Number of the text operator.</param>
/// <param name="Phrase">Number of the phrase among those of the operator that differ.</param>
internal readonly record struct PhraseUse(int Leaf, int Phrase, OccurrenceKind Kind, RoleFilter Role);
