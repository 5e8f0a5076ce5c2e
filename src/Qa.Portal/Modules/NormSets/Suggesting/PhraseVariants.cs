using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using Qa.Rules.Matching;

namespace Qa.Portal.Modules.NormSets.Suggesting;

/// <summary>
/// Finds in normalised texts what was said instead of a phrase of Chinese: its characters in their order with a few others between or with
/// other particles, and as many characters that sound like it. What the phrases that a norm already has find by themselves is left out.
/// </summary>
internal sealed class PhraseVariants
{
    /// <summary>Most characters between those of a phrase, of a short one fewer: more of them say something else.</summary>
    public const int MaximumBetween = 3;

    // Said without a meaning of their own, and written by ear.
    private static readonly FrozenSet<Rune> Particles = "啊吧呢吗嘛呀哦噢喔哈啦的了呐嗯呃哎诶".EnumerateRunes().ToFrozenSet();

    private const int MaximumTrailing = 2;

    private readonly ImmutableArray<Rune> _phrase;
    private readonly ImmutableArray<Rune> _core;
    private readonly ImmutableArray<string> _present;
    private readonly PinyinMatcher? _heard;
    private readonly bool _endsInParticle;

    private PhraseVariants(ImmutableArray<Rune> phrase, ImmutableArray<string> present, PinyinMatcher? heard)
    {
        ImmutableArray<Rune> core = [.. phrase.Where(static rune => !Particles.Contains(rune))];
        (_phrase, _core, _present, _heard) = (phrase, core.Length < PinyinMatcher.MinimumLength ? phrase : core, present, heard);
        _endsInParticle = core.Length >= PinyinMatcher.MinimumLength && Particles.Contains(phrase[^1]);
    }

    /// <param name="present">Phrases that are there already, the chosen one among them or not.</param>
    /// <param name="bySound">Whether these are also found by sound (<c>match: pinyin</c>).</param>
    /// <returns>Null for a phrase that is not two or more Han characters.</returns>
    public static PhraseVariants? Of(string phrase, IEnumerable<string> present, bool bySound)
    {
        var normalised = TextNormaliser.Normalise(phrase);
        if (!PinyinMatcher.Accepts(normalised))
            return null;
        ImmutableArray<string> all = [.. present.Select(static each => TextNormaliser.Normalise(each)).Where(static each => each.Length > 0).Append(normalised).Distinct(StringComparer.Ordinal)];
        return new([.. normalised.EnumerateRunes()], all, bySound ? PinyinMatcher.Build([.. all.Where(static each => PinyinMatcher.Accepts(each))]) : null);
    }

    /// <summary>Pairs of characters of which a text with a variant has one or more, but for variants of which nothing is as in the phrase.</summary>
    public IReadOnlyCollection<string> Pairs => VariantPairs.Of(_phrase, _core, Particles);

    /// <summary>The variants in a normalised text, in the order of their places.</summary>
    public ImmutableArray<Variant> Find(string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        if (runes.Length < _core.Length)
            return [];
        var found = new List<Variant>();
        var place = 0;
        for (var start = 0; start < runes.Length; place += runes[start++].Utf16SequenceLength)
        {
            if (Heard(runes, start) is { } kind)
                Add(found, kind, runes, place, start, start + _phrase.Length);
            else if (Spoken(runes, start) is { } end)
                Add(found, VariantKind.Spoken, runes, place, start, end);
        }

        return [.. found];
    }

    private VariantKind? Heard(Rune[] runes, int start)
    {
        if (start + _phrase.Length > runes.Length)
            return null;
        var (same, near) = (0, 0);
        for (var index = 0; index < _phrase.Length; index++)
        {
            switch (SoundClasses.Of(_phrase[index], runes[start + index]))
            {
                case SoundLikeness.Different:
                    return null;
                case SoundLikeness.Same:
                    same++;
                    break;
                case SoundLikeness.Near:
                    near++;
                    break;
            }
        }

        // Of what is only near, some of the phrase must be left: any two syllables are near some others.
        return same == _phrase.Length ? null : near == 0 ? VariantKind.Homophone : same > 0 ? VariantKind.NearHomophone : null;
    }

    // The end of the shortest stretch from here that has all characters in their order; null where there is none, or a shorter one begins later.
    private int? Spoken(Rune[] runes, int start)
    {
        if (runes[start] != _core[0])
            return null;
        var most = _core.Length + Math.Min(MaximumBetween, _core.Length - 1) + (_phrase.Length - _core.Length);
        var (next, end) = (1, start + 1);
        for (; next < _core.Length && end < runes.Length && end - start < most && UnicodeTable.IsHan(runes[end].Value); end++)
        {
            if (runes[end] == _core[next])
                next++;
        }

        if (next < _core.Length || IsShorterLater(runes, start, end))
            return null;
        for (var more = 0; _endsInParticle && more < MaximumTrailing && end < runes.Length && Particles.Contains(runes[end]); more++)
            end++;
        return end;
    }

    private bool IsShorterLater(Rune[] runes, int start, int end)
    {
        var place = end - 1;
        for (var index = _core.Length - 1; index >= 0; place--)
        {
            if (runes[place] == _core[index])
                index--;
        }

        return place + 1 > start;
    }

    private void Add(List<Variant> found, VariantKind kind, Rune[] runes, int place, int start, int end)
    {
        var text = string.Concat(runes[start..end]);
        if (_present.Any(present => text.Contains(present, StringComparison.Ordinal)) || IsHeard(text))
            return;
        found.Add(new(kind, text, place));
    }

    private bool IsHeard(string text)
    {
        if (_heard is null)
            return false;
        var occurrences = new PinyinOccurrenceList();
        _heard.Scan(text, occurrences);
        return occurrences.Count > 0;
    }
}

/// <summary>A variant in a normalised text.</summary>
/// <param name="Start">In UTF-16 units.</param>
internal readonly record struct Variant(VariantKind Kind, string Text, int Start);
