using System.Text;
using Qa.Rules.Compilation;
using Qa.Rules.Interactions;
using Qa.Rules.Scoring;
using Qa.Rules.Versions;

namespace Qa.Rules.Tests.Fuzzing;

/// <summary>Scores, and checks what is true of every scorecard whatever the tree and the interaction.</summary>
internal static class ScorecardCheck
{
    public static Scorecard Score(CompiledTree tree, Interaction interaction)
    {
        var scorecard = Scorer.Score(tree, interaction, version: 0);
        var rules = tree.Tree.Score;
        FuzzFindingException.Unless(scorecard.Score >= rules.Min && scorecard.Score <= rules.Max, $"the score {scorecard.Score} is outside [{rules.Min}, {rules.Max}]");
        FuzzFindingException.Unless(scorecard.Passed == (!scorecard.Vetoed && scorecard.Score >= rules.Pass), "passed is not what score and veto say");
        FuzzFindingException.Unless(!scorecard.Vetoed || scorecard.Score == rules.Min, "vetoed, and not the least score");
        FuzzFindingException.Unless(
            scorecard.NeedsReview == scorecard.Norms.Any(n => n.Outcome is Outcome.Uncertain or Outcome.NotMeasurable), "needsReview is not what the outcomes say");
        foreach (var norm in scorecard.Norms)
            CheckHits(norm, interaction);
        CheckQuick(tree, interaction, scorecard);
        CheckHash(scorecard);
        return scorecard;
    }

    private static void CheckHash(Scorecard scorecard)
    {
        var canonical = CanonicalJson.OfText(Encoding.UTF8.GetBytes(ScorecardJson.ToText(scorecard)));
        FuzzFindingException.Unless(ScorecardJson.Hash(scorecard) == CanonicalJson.Hash(canonical), "the hash is not that of the canonical form");
    }

    private static void CheckHits(NormResult norm, Interaction interaction)
    {
        var isWithoutHits = norm.Outcome is Outcome.NotApplicable or Outcome.NotMeasurable or Outcome.Manual;
        FuzzFindingException.Unless(!isWithoutHits || norm.Hits.IsEmpty, $"{norm.Path} is {norm.Outcome} with hits");
        Hit? previous = null;
        foreach (var hit in norm.Hits)
        {
            var text = interaction.Turns[hit.Turn].Text;
            FuzzFindingException.Unless(interaction.Turns[hit.Turn].Role != Role.System, $"{norm.Path} has a hit on a system turn");
            FuzzFindingException.Unless(
                hit.Start >= 0 && hit.Length >= 0 && hit.Start + hit.Length <= text.Length
                    && string.Equals(text.Substring(hit.Start, hit.Length), hit.Text, StringComparison.Ordinal),
                $"{norm.Path} has a hit whose text is not that of the turn: {hit}");
            FuzzFindingException.Unless(!IsHalf(text, hit.Start) && !IsHalf(text, hit.Start + hit.Length), $"{norm.Path} has a hit that cuts a character: {hit}");
            FuzzFindingException.Unless(
                previous is not { } last || (last.Turn, last.Start, last.Length).CompareTo((hit.Turn, hit.Start, hit.Length)) <= 0,
                $"{norm.Path} has hits out of order: {previous} before {hit}");
            previous = hit;
        }
    }

    private static bool IsHalf(string text, int at) =>
        at > 0 && at < text.Length && char.IsHighSurrogate(text[at - 1]) && char.IsLowSurrogate(text[at]);

    private static void CheckQuick(CompiledTree tree, Interaction interaction, Scorecard scorecard)
    {
        var norms = new QuickNorm[tree.NormCount];
        var quick = Scorer.ScoreQuickly(tree, interaction, norms);
        var expected = new QuickScore(scorecard.Score, scorecard.Vetoed, scorecard.Passed, scorecard.NeedsReview, scorecard.Fatal, scorecard.Nonfatal);
        FuzzFindingException.Unless(quick == expected, $"the quick score is {quick}, the scorecard says {expected}");
        FuzzFindingException.Unless(norms.AsSpan().SequenceEqual(scorecard.Norms.Select(n => new QuickNorm(n.Outcome, n.Points)).ToArray()), "the quick norms are not those of the scorecard");
    }
}
