using System.Collections.Immutable;
using Qa.Rules.Matching;
using Qa.Rules.Scoring;

namespace Qa.Rules.Compilation;

/// <summary>
/// All phrases of a tree, and which text operators ("leaves") want them: every phrase stands in the matcher once, however
/// many norms use it, and one pass over an interaction finds the occurrences for all of them.
/// </summary>
internal sealed class PhrasePlan
{
    private readonly PhraseMatcher _exact;
    private readonly ImmutableArray<PlannedPhrase> _exactPhrases;
    private readonly PinyinMatcher? _pinyin;
    private readonly ImmutableArray<PlannedPhrase> _pinyinPhrases;

    [ThreadStatic]
    private static OccurrenceList? s_exactFound;

    [ThreadStatic]
    private static PinyinOccurrenceList? s_pinyinFound;

    public PhrasePlan(
        ImmutableArray<PlannedPhrase> exactPhrases, ImmutableArray<PlannedPhrase> pinyinPhrases, int leafCount, TextRoles reads)
    {
        _exactPhrases = exactPhrases;
        _pinyinPhrases = pinyinPhrases;
        LeafCount = leafCount;
        Reads = reads;
        _exact = PhraseMatcher.Build([.. exactPhrases.Select(phrase => phrase.Text)]);
        _pinyin = pinyinPhrases.IsEmpty ? null : PinyinMatcher.Build([.. pinyinPhrases.Select(phrase => phrase.Text)]);
    }

    public int LeafCount { get; }

    /// <summary>Whose turns any operator reads: the others are not even normalised.</summary>
    public TextRoles Reads { get; }

    public void FindOccurrences(ScoringRun run)
    {
        var texts = run.Texts;
        if (!_exactPhrases.IsEmpty)
        {
            var found = s_exactFound ??= new();
            var turn = 0;
            found.Clear();
            _exact.Scan(texts.Characters, 0, texts.Length, found);
            for (var index = 0; index < found.Count; index++)
            {
                var (pattern, start) = found.Items[index];
                turn = Deliver(run, _exactPhrases[pattern], start, _exactPhrases[pattern].Text.Length, turn);
            }
        }

        if (_pinyin is null)
            return;
        var bySound = s_pinyinFound ??= new();
        var nearTurn = 0;
        bySound.Clear();
        _pinyin.Scan(texts.Characters.AsSpan(0, texts.Length), bySound);
        for (var index = 0; index < bySound.Count; index++)
        {
            var (pattern, start, length) = bySound.Items[index];
            nearTurn = Deliver(run, _pinyinPhrases[pattern], start, length, nearTurn);
        }
    }

    /// <summary>Gives an occurrence to the operators that want it.</summary>
    /// <returns>The turn it is in.</returns>
    private static int Deliver(ScoringRun run, PlannedPhrase phrase, int start, int length, int nearTurn)
    {
        var characters = run.Texts.Characters;
        var turn = run.Texts.TurnAt(start, nearTurn);
        var offset = start - run.Texts.StartOf(turn);
        var onBoundaries = phrase.OnlyArms || (!(phrase.BeginsWithWordCharacter && WordBoundary.IsWordCharacterBefore(characters, start))
            && !(phrase.EndsWithWordCharacter && WordBoundary.IsWordCharacterAt(characters, start + length)));
        foreach (var use in phrase.Uses)
        {
            if ((onBoundaries || use.Kind == OccurrenceKind.Arm) && run.IsOfRole(turn, use.Role))
                run.Occurrences.Add(use.Leaf, new(turn, offset, offset + length, use.Phrase, use.Kind));
        }

        return turn;
    }
}
