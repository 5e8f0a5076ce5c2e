namespace Qa.Rules.Matching;

/// <summary>
/// Finds where a text sounds like a phrase: runs of as many Han characters as the phrase has, each of which shares a toneless
/// reading with the phrase's character at its place (norm-tree.md §3, <c>match: pinyin</c>). The phrase itself is found too.
/// </summary>
/// <remarks>
/// All phrases are looked for in one pass. Each is anchored on one pair of its adjacent characters, the one whose syllables
/// the other phrases have least; the text's adjacent pairs are looked up, and only behind a pair that is an anchor is a phrase
/// compared. Sharing a reading is not transitive (长 sounds like 常 and like 掌), so characters cannot be replaced by a
/// syllable and matched as text; that is why a pair is looked up once for each combination of readings.
/// The price of a text is its length, and a comparison for each phrase anchored on a pair in it: a set of phrases made of very
/// few syllables is slow, and its author is the one who notices.
/// </remarks>
internal sealed class PinyinMatcher
{
    private const byte MayBeFirst = 1;
    private const byte MayBeSecond = 2;

    private readonly PinyinTable _table = PinyinTable.Instance;
    private readonly PinyinPhrase[] _phrases;
    private readonly int[] _anchors;
    private readonly SyllablePairs _pairs;

    // For each set of readings, whether a character with it may be the first, or the second, of an anchor.
    private readonly byte[] _roles;

    private PinyinMatcher(PinyinPhrase[] phrases)
    {
        _phrases = phrases;
        _anchors = PinyinAnchors.Choose(phrases);
        var entries = new List<(int Pair, int Phrase)>();
        var first = new bool[_table.SyllableEnd];
        var second = new bool[_table.SyllableEnd];
        for (var phrase = 0; phrase < phrases.Length; phrase++)
        {
            var sets = phrases[phrase].Sets;
            foreach (var one in _table.Syllables(sets[_anchors[phrase]]))
            {
                foreach (var other in _table.Syllables(sets[_anchors[phrase] + 1]))
                {
                    entries.Add((SyllablePairs.Index(_table.SyllableEnd, one, other), phrase));
                    (first[one], second[other]) = (true, true);
                }
            }
        }

        _pairs = new SyllablePairs(_table.SyllableEnd, entries);
        _roles = new byte[_table.SetEnd];
        for (ushort set = 0; set < _roles.Length; set++)
        {
            foreach (var syllable in _table.Syllables(set))
                _roles[set] |= (byte)((first[syllable] ? MayBeFirst : 0) | (second[syllable] ? MayBeSecond : 0));
        }
    }

    /// <summary>Whether a normalised phrase can be looked for by sound: wholly Han, two characters or more.</summary>
    public static bool Accepts(ReadOnlySpan<char> phrase) => PinyinPhrase.Read(phrase) is not null;

    /// <summary>Builds a matcher for phrases that are normalised and that <see cref="Accepts"/> accepts.</summary>
    /// <exception cref="ArgumentException">A phrase is not wholly Han, or shorter than two characters.</exception>
    public static PinyinMatcher Build(ReadOnlySpan<string> phrases)
    {
        var read = new PinyinPhrase[phrases.Length];
        for (var each = 0; each < read.Length; each++)
        {
            read[each] = PinyinPhrase.Read(phrases[each])
                ?? throw new ArgumentException($"'{phrases[each]}' is not two or more Han characters.", nameof(phrases));
        }

        return new PinyinMatcher(read);
    }

    /// <summary>Adds every occurrence in a normalised text, each once, in no particular order.</summary>
    public void Scan(ReadOnlySpan<char> text, PinyinOccurrenceList into)
    {
        var roles = _roles;
        ushort before = PinyinTable.NotHan;
        uint roleBefore = 0;
        for (var position = 0; position < text.Length;)
        {
            int codePoint = text[position];
            var length = 1;
            if (char.IsSurrogate((char)codePoint))
                codePoint = Utf16.CodePointAt(text, position, out length);
            var set = _table.SetOf(codePoint);
            uint role = roles[set];
            if ((roleBefore & (role >> 1)) != 0)
                TryPair(text, position, before, set, into);
            before = set;
            roleBefore = role & MayBeFirst;
            position += length;
        }
    }

    private void TryPair(ReadOnlySpan<char> text, int position, ushort first, ushort second, PinyinOccurrenceList into)
    {
        foreach (var one in _table.Syllables(first))
        {
            foreach (var other in _table.Syllables(second))
            {
                foreach (var phrase in _pairs.Phrases(one, other))
                {
                    // A phrase that shares several pairs of readings with the text stands behind each of them: the first counts.
                    var sets = _phrases[phrase].Sets;
                    var anchor = _anchors[phrase];
                    if (_table.FirstShared(first, sets[anchor]) == one && _table.FirstShared(second, sets[anchor + 1]) == other)
                        TryPhrase(text, position, phrase, into);
                }
            }
        }
    }

    /// <param name="position">Where the second character of the anchor stands.</param>
    private void TryPhrase(ReadOnlySpan<char> text, int position, int number, PinyinOccurrenceList into)
    {
        var phrase = _phrases[number];
        var start = position;
        for (var back = _anchors[number] + 1; back > 0; back--)
        {
            if (start == 0)
                return;
            start = Utf16.StartOfCodePointBefore(text, start);
        }

        var end = start;
        for (var index = 0; index < phrase.CodePoints.Length; index++)
        {
            if (end == text.Length)
                return;
            var codePoint = Utf16.CodePointAt(text, end, out var length);
            if (!phrase.SoundsLike(index, codePoint, _table.SetOf(codePoint)))
                return;
            end += length;
        }

        into.Add(new PinyinOccurrence(number, start, end - start));
    }
}
