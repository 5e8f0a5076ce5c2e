using System.Collections.Immutable;
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
    private readonly HitOperators _operators = new(tree);

    /// <summary>The phrase and what of it was said; null when nothing is near.</summary>
    public (string Phrase, string Said, int Turn)? Find(string norm, IReadOnlyList<Turn> turns)
    {
        var phrases = _operators.Of(_norms[norm]).SelectMany(static condition => PhrasesOf(condition)).Distinct(StringComparer.Ordinal);
        var texts = turns.Select(static turn => turn.Role == Role.System ? "" : TextNormaliser.Normalise(turn.Text)).ToList();
        (string, string, int)? nearest = null;
        var largestShare = 0.0;
        foreach (var phrase in phrases)
        {
            var normalised = TextNormaliser.Normalise(phrase);
            normalised = normalised.Length > LongestPhrase ? normalised[..LongestPhrase] : normalised;
            for (var turn = 0; turn < texts.Count; turn++)
            {
                var (start, length) = LongestCommon(normalised, texts[turn]);
                var share = (double)length / normalised.Length;
                if (share >= LeastShare && share > largestShare)
                    (largestShare, nearest) = (share, (phrase, normalised.Substring(start, length), turn));
            }
        }

        return nearest;
    }

    private static ImmutableArray<string> PhrasesOf(Condition condition) => condition switch
    {
        AnyOf anyOf => anyOf.Phrases,
        AllOf allOf => allOf.Phrases,
        Similar similar => similar.Texts,
        _ => [],
    };

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
