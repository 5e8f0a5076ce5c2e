using Qa.Portal.Commands.Trees;
using Qa.Rules.Conditions;
using Qa.Rules.Interactions;
using Qa.Rules.Matching;
using Qa.Rules.Trees;

namespace Qa.Portal.Commands.Cases;

/// <summary>
/// Of all phrases that a norm looks for, the one that a dialogue came nearest to: most often the author of a missed case
/// has only to add a variant of it.
/// </summary>
internal sealed class NearMiss(NormTree tree)
{
    /// <summary>Less of a phrase than this in common is chance.</summary>
    private const double LeastShare = 0.5;

    /// <summary>Longer phrases are scripts; of them the beginning is enough to go by.</summary>
    private const int LongestPhrase = 64;

    private readonly Dictionary<string, Norm> _norms = TreeWalk.NormsByPath(tree);
    private readonly Dictionary<string, Condition> _lets = tree.Lets.ToDictionary(static let => let.Name, static let => let.Condition, StringComparer.Ordinal);

    /// <summary>The phrase and what of it was said; null when nothing is near.</summary>
    public (string Phrase, string Said, int Turn)? Find(string norm, IReadOnlyList<Turn> turns)
    {
        var phrases = new HashSet<string>(StringComparer.Ordinal);
        Collect(ConditionOf(_norms[norm].Judgement), phrases);
        var texts = turns.Select(static turn => turn.Role == Role.System ? "" : TextNormaliser.Normalise(turn.Text)).ToList();
        (string, string, int)? nearest = null;
        var largestShare = LeastShare;
        foreach (var phrase in phrases)
        {
            var normalised = TextNormaliser.Normalise(phrase);
            normalised = normalised.Length > LongestPhrase ? normalised[..LongestPhrase] : normalised;
            for (var turn = 0; turn < texts.Count; turn++)
            {
                var (start, length) = LongestCommon(normalised, texts[turn]);
                var share = (double)length / normalised.Length;
                if (share > largestShare)
                    (largestShare, nearest) = (share, (phrase, normalised.Substring(start, length), turn));
            }
        }

        return nearest;
    }

    private static Condition? ConditionOf(Judgement judgement) => judgement switch
    {
        Judgement.Forbid forbid => forbid.Condition,
        Judgement.Require require => require.Condition,
        Judgement.Reward reward => reward.Condition,
        _ => null,
    };

    // Named conditions cannot go in a circle: the loader refuses one.
    private void Collect(Condition? condition, HashSet<string> phrases)
    {
        switch (condition)
        {
            case AnyOf anyOf: phrases.UnionWith(anyOf.Phrases); break;
            case AllOf allOf: phrases.UnionWith(allOf.Phrases); break;
            case Similar similar: phrases.UnionWith(similar.Texts); break;
            case All all: CollectAll(all.Of, phrases); break;
            case Any any: CollectAll(any.Of, phrases); break;
            case Sequence sequence: CollectAll(sequence.Of, phrases); break;
            case Lacking lacking: CollectAll([lacking.Of, lacking.Near], phrases); break;
            case Use use: Collect(_lets[use.Name], phrases); break;
            default: break;
        }
    }

    private void CollectAll(IEnumerable<Condition> conditions, HashSet<string> phrases)
    {
        foreach (var condition in conditions)
            Collect(condition, phrases);
    }

    private static (int Start, int Length) LongestCommon(string phrase, string text)
    {
        var (bestStart, bestLength) = (0, 0);
        for (var start = 0; start < phrase.Length; start++)
        {
            // Only longer ones than the best so far matter.
            while (start + bestLength < phrase.Length && text.Contains(phrase.Substring(start, bestLength + 1), StringComparison.Ordinal))
                (bestStart, bestLength) = (start, bestLength + 1);
        }

        return (bestStart, bestLength);
    }
}
