using System.Collections.Immutable;
using Qa.Rules.Conditions;
using Qa.Rules.Matching;
using Qa.Rules.Scoring;
using Qa.Rules.Trees;

namespace Qa.Rules.Compilation;

/// <summary>Collects the phrases of a tree's text operators while the tree is compiled.</summary>
internal sealed class PhrasePlanBuilder
{
    // With as many phrases as a tree may have the matcher is full but for this; a regex beyond runs on every turn instead.
    private const int MostLiterals = PhraseMatcher.MaxPatterns - TreeLimits.Phrases;

    private readonly Dictionary<string, ImmutableArray<PhraseUse>.Builder> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<PhraseUse>.Builder> _pinyin = new(StringComparer.Ordinal);
    private int _leafCount;
    private int _literalCount;
    private TextRoles _reads;

    /// <summary>The texts of these turns are needed normalised.</summary>
    public void Read(RoleFilter role) => _reads |= role switch
    {
        RoleFilter.Agent => TextRoles.Agent,
        RoleFilter.Customer => TextRoles.Customer,
        _ => TextRoles.Both,
    };

    public int AddAnyOf(AnyOf condition)
    {
        var leaf = _leafCount++;
        AddPhrases(leaf, condition.Phrases, condition.Match, condition.Selection.Role, OccurrenceKind.Exact, OccurrenceKind.Pinyin);
        AddPhrases(leaf, condition.Except, condition.Match, condition.Selection.Role, OccurrenceKind.Except, OccurrenceKind.Except);
        return leaf;
    }

    public int AddAllOf(AllOf condition, out int phraseCount)
    {
        var leaf = _leafCount++;
        phraseCount = AddPhrases(
            leaf, condition.Phrases, PhraseMatch.Exact, condition.Selection.Role, OccurrenceKind.Exact, OccurrenceKind.Exact);
        return leaf;
    }

    /// <summary>The literals that arm a regex; null when it has none and so must always run.</summary>
    public int? AddRegex(LinearRegex regex, RoleFilter role)
    {
        Read(role);
        var literals = regex.Required.Sum(set => set.Members.Length);
        if (literals == 0 || _literalCount + literals > MostLiterals)
            return null;
        _literalCount += literals;
        var leaf = _leafCount++;
        for (var set = 0; set < regex.Required.Length; set++)
        {
            foreach (var literal in regex.Required[set].Members)
                UsesOf(_exact, literal).Add(new(leaf, set, OccurrenceKind.Arm, role));
        }

        return leaf;
    }

    public PhrasePlan Build() => new(Plan(_exact), Plan(_pinyin), _leafCount, _reads);

    private int AddPhrases(
        int leaf, ImmutableArray<string> phrases, PhraseMatch match, RoleFilter role, OccurrenceKind exact, OccurrenceKind bySound)
    {
        Read(role);
        var distinct = new HashSet<string>(StringComparer.Ordinal);
        foreach (var phrase in phrases)
        {
            var text = TextNormaliser.Normalise(phrase);
            if (!distinct.Add(text))
                continue;
            UsesOf(_exact, text).Add(new(leaf, distinct.Count - 1, exact, role));
            if (match == PhraseMatch.Pinyin && PinyinMatcher.Accepts(text))
                UsesOf(_pinyin, text).Add(new(leaf, distinct.Count - 1, bySound, role));
        }

        return distinct.Count;
    }

    private static ImmutableArray<PhraseUse>.Builder UsesOf(Dictionary<string, ImmutableArray<PhraseUse>.Builder> phrases, string text)
    {
        if (!phrases.TryGetValue(text, out var uses))
            phrases.Add(text, uses = ImmutableArray.CreateBuilder<PhraseUse>(1));
        return uses;
    }

    private static ImmutableArray<PlannedPhrase> Plan(Dictionary<string, ImmutableArray<PhraseUse>.Builder> phrases) =>
    [
        .. phrases.Select(phrase => new PlannedPhrase(
            phrase.Key,
            WordBoundary.IsWordCharacterAt(phrase.Key, 0),
            WordBoundary.IsWordCharacterBefore(phrase.Key, phrase.Key.Length),
            phrase.Value.DrainToImmutable())),
    ];
}
