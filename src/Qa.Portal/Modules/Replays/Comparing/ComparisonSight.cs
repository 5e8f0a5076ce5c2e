using System.Collections.Immutable;
using Qa.Portal.Ui.Shared;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;

namespace Qa.Portal.Modules.Replays.Comparing;

/// <summary>One interaction scored by two sides, norm by norm.</summary>
/// <param name="Norms">In the order of the first tree, then those that only the second has.</param>
/// <param name="Turns">Each cut where evidence of either side begins or ends; empty where what was said was erased.</param>
public sealed record ComparisonSight(
    Interaction Interaction, string RuleSet, SideSight Before, SideSight After, ImmutableArray<ComparedNorm> Norms, ImmutableArray<ImmutableArray<ComparedText>> Turns)
{
    /// <summary>Whether the two scorecards are the same to the byte.</summary>
    public bool IsIdentical => Before.Hash == After.Hash;

    public int Differing => Norms.Count(static norm => norm.Differs);
}

/// <summary>What one side makes of the interaction.</summary>
/// <param name="Hash">Of the scorecard.</param>
public sealed record SideSight(SideKey Key, long? Version, string TreeHash, string Hash, decimal Score, bool IsVetoed, bool HasPassed, bool NeedsReview);

/// <summary>A norm on both sides; null where a side does not have it.</summary>
public sealed record ComparedNorm(string Path, NormName Name, NormCell? Before, NormCell? After)
{
    public bool Differs => (Before, After) is not ({ } before, { } after) || (before.Outcome, before.Points) != (after.Outcome, after.Points) || !before.Hits.SequenceEqual(after.Hits);

    /// <summary>Whether it is something to talk about, and not only that all was well.</summary>
    public bool IsRemarkable => Differs || Before!.IsRemarkable;
}

/// <summary>What one norm came to on one side.</summary>
public sealed record NormCell(Outcome Outcome, decimal Points, ImmutableArray<Hit> Hits)
{
    public bool IsRemarkable => Outcome is Outcome.Violated or Outcome.Uncertain or Outcome.Rewarded;
}

/// <summary>A part of a turn's text, and whose evidence it is.</summary>
/// <param name="Before">Names of norms of the first side; empty for none.</param>
public sealed record ComparedText(string Text, ImmutableArray<string> Before, ImmutableArray<string> After)
{
    private const char OfBefore = '<';
    private const char OfAfter = '>';

    public bool IsEvidence => !Before.IsEmpty || !After.IsEmpty;

    /// <summary>How it is marked: by the side that alone sees it, or as both do.</summary>
    public string Mark => After.IsEmpty ? "only-before" : Before.IsEmpty ? "only-after" : "both";

    /// <param name="text">As it is shown, as long as what was said.</param>
    public static ImmutableArray<ComparedText> Of(string text, IEnumerable<(string Norm, Hit Hit)> before, IEnumerable<(string Norm, Hit Hit)> after)
    {
        (string, int, int)[] hits = [.. before.Select(static one => (OfBefore + one.Norm, one.Hit.Start, one.Hit.Length)), .. after.Select(static one => (OfAfter + one.Norm, one.Hit.Start, one.Hit.Length))];
        return [.. EvidenceText.Of(text, hits).Select(static part => new ComparedText(part.Text, Side(part, OfBefore), Side(part, OfAfter)))];
    }

    private static ImmutableArray<string> Side(EvidenceText part, char side) => [.. part.Norms.Where(norm => norm[0] == side).Select(static norm => norm[1..])];
}
