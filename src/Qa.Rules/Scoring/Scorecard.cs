using System.Collections.Immutable;

namespace Qa.Rules.Scoring;

/// <summary>What a norm came to (norm-tree.md §4).</summary>
public enum Outcome : byte
{
    Met,
    Violated,
    Uncertain,
    NotApplicable,
    NotMeasurable,
    Manual,
    Rewarded,
}

/// <summary>Where in the original text a norm found its evidence.</summary>
/// <param name="Turn">Index of the turn, from 0.</param>
/// <param name="Start">UTF-16 units from the start of the turn's original text.</param>
/// <param name="Length">UTF-16 units.</param>
/// <param name="Text">The original text covered.</param>
/// <param name="ViaPinyin">Found by sound, not by its characters.</param>
public readonly record struct Hit(int Turn, int Start, int Length, string Text, bool ViaPinyin = false);

/// <summary>One norm's part of a scorecard.</summary>
public readonly record struct NormResult(string Path, Outcome Outcome, decimal Points, ImmutableArray<Hit> Hits);

/// <summary>The result of scoring one interaction by one version of a tree. Written as JSON by <c>ScorecardJson</c>.</summary>
/// <param name="Version">Version of the set, from 1; 0 for a tree that was never published.</param>
/// <param name="Fatal">Number of violated fatal norms.</param>
/// <param name="Nonfatal">Number of violated norms that are not fatal.</param>
/// <param name="Norms">Every enabled norm in document order.</param>
public sealed record Scorecard(
    string Interaction,
    string RuleSet,
    int Version,
    string TreeHash,
    decimal Score,
    bool Vetoed,
    bool Passed,
    bool NeedsReview,
    int Fatal,
    int Nonfatal,
    ImmutableArray<NormResult> Norms);
