using System.Buffers;
using System.Collections.Immutable;
using Qa.Rules.Conditions;
using Qa.Rules.Matching;

namespace Qa.Rules.Trees;

/// <summary>
/// How long all phrases of a tree are together. A document of some megabytes can say more than the matcher holds, since one
/// character may become eighteen when it is normalised; what is loaded must be able to be compiled.
/// </summary>
internal static class PhraseExtent
{
    /// <summary>How many times longer a text may become when it is normalised: none more, for each of its UTF-16 units, than U+FDFA.</summary>
    public const int LongestExpansion = 18;

    public const char FirstIdeograph = '\u4E00';

    /// <summary>The last of the Chinese characters that Unicode has had from the beginning.</summary>
    public const char LastIdeograph = '\u9FA5';

    // What phrases nearly always consist of: each stays one unit, or is left out.
    private static readonly SearchValues<char> Unexpanded =
        SearchValues.Create([.. Enumerable.Range(0, 0x80).Concat(Enumerable.Range(FirstIdeograph, LastIdeograph - FirstIdeograph + 1)).Select(static c => (char)c)]);

    /// <summary>What is wrong with the phrases of a tree taken together, or null.</summary>
    public static (string Found, string Expected)? Objection(NormTree tree)
    {
        // Nearly every tree is so far below the bound that nothing need be normalised to see it.
        if (Sum(tree, MostUnits) <= TreeLimits.PhraseUnits)
            return null;
        var units = Sum(tree, static phrase => TextNormaliser.Normalise(phrase).Length);
        return units > TreeLimits.PhraseUnits
            ? ($"phrases of {units} characters, all taken together and normalised", $"at most {TreeLimits.PhraseUnits}")
            : null;
    }

    private static int MostUnits(string phrase) => phrase.AsSpan().ContainsAnyExcept(Unexpanded) ? phrase.Length * LongestExpansion : phrase.Length;

    private static long Sum(NormTree tree, Func<string, int> length) =>
        Phrases(tree).Sum(phrases => phrases.Sum(phrase => (long)length(phrase)));

    private static IEnumerable<ImmutableArray<string>> Phrases(NormTree tree) =>
        tree.Lets.Select(static let => let.Condition).Concat(tree.Nodes.SelectMany(Conditions)).SelectMany(Phrases);

    private static IEnumerable<Condition> Conditions(TreeNode node) => node switch
    {
        Category category => category.Children.SelectMany(Conditions),
        Norm norm => ((Condition?[])[norm.When, norm.Judgement.DecidingCondition]).OfType<Condition>(),
        _ => [],
    };

    private static IEnumerable<ImmutableArray<string>> Phrases(Condition condition)
    {
        IEnumerable<ImmutableArray<string>> own = condition switch
        {
            AnyOf anyOf => [anyOf.Phrases, anyOf.Except],
            AllOf allOf => [allOf.Phrases],
            _ => [],
        };
        return own.Concat(Parts(condition).SelectMany(Phrases));
    }

    private static ImmutableArray<Condition> Parts(Condition condition) => condition switch
    {
        All all => all.Of,
        Any any => any.Of,
        Not not => [not.Of],
        Sequence sequence => sequence.Of,
        Lacking lacking => [lacking.Of, lacking.Near],
        TextCondition { Selection.Around: { } around } => [around.Of],
        _ => [],
    };
}
