using System.Collections.Immutable;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;

namespace Qa.Portal.Commands.Cases;

/// <summary>
/// Must-hit and must-miss cases of some norms of a tree (schema <c>qa.norm-cases/1</c>): dialogues written by people who
/// know what an inspector would say of them.
/// </summary>
/// <param name="Name">The file, as it was named to us.</param>
/// <param name="Tree">The tree's file as written, relative to this one.</param>
internal sealed record CaseFile(string Name, string Tree, SourcePosition TreePosition, ImmutableArray<NormCases> Norms)
{
    public const string Schema = "qa.norm-cases/1";
}

/// <summary>The cases of one norm.</summary>
/// <param name="Norm">Its path.</param>
internal sealed record NormCases(string Norm, SourcePosition Position, ImmutableArray<NormCase> Cases);

/// <summary>One dialogue and what the norm must come to on it.</summary>
/// <param name="MustHit">Whether the norm must be violated or rewarded; else it must be met or not applicable.</param>
/// <param name="Outcome">Exactly this outcome, where one is asked for.</param>
/// <param name="Texts">The original texts of the hits, in order; null where they are not asked for.</param>
/// <param name="Channel">Null for the first that the tree applies to.</param>
internal sealed record NormCase(
    SourcePosition Position,
    bool MustHit,
    string? Note,
    Outcome? Outcome,
    ImmutableArray<string>? Texts,
    Channel? Channel,
    string? BusinessLine,
    ImmutableSortedDictionary<string, AttributeValue> Attributes,
    ImmutableArray<Turn> Turns);

/// <summary>What reading a cases file gave: the cases, or every error of the file.</summary>
internal sealed record CaseReadResult(CaseFile? File, ImmutableArray<Diagnostic> Diagnostics);
