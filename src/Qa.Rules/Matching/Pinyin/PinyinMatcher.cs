namespace Qa.Rules.Matching;

/// <summary>
/// Finds where a text sounds like a phrase: runs of as many Han characters as the phrase has, each of which shares a toneless
/// reading with the phrase's character at its place (norm-tree.md §3, <c>match: pinyin</c>). The phrase itself is found too.
/// </summary>
/// <remarks>
/// Sharing a reading is not transitive (长 sounds like 常 and like 掌, which do not sound like each other), so characters
/// cannot be replaced by a syllable and matched as text. All phrases are looked for in one pass all the same: each pair of
/// adjacent characters is tested for being what a phrase may begin with, by two words of bits that the syllables share
/// (<see cref="PinyinStarts"/>), and where it may, a <see cref="PinyinTrie"/> of the phrases is walked. Immutable, and shared between threads.
/// </remarks>
internal sealed class PinyinMatcher
{
    /// <summary>Fewest characters of a phrase; one alone would be heard in every sentence.</summary>
    public const int MinimumLength = 2;

    private readonly PinyinTable _table = PinyinTable.Instance;
    private readonly PinyinTrie _trie;

    private readonly PinyinStarts _starts;

    private PinyinMatcher(PinyinKey[][] phrases)
    {
        _trie = new PinyinTrie(phrases);
        _starts = new PinyinStarts(_trie);
    }

    /// <summary>Whether a normalised phrase can be looked for by sound: wholly Han, two characters or more.</summary>
    public static bool Accepts(ReadOnlySpan<char> phrase) => Read(phrase) is not null;

    /// <summary>Builds a matcher for phrases that are normalised and that <see cref="Accepts"/> accepts.</summary>
    /// <exception cref="ArgumentException">A phrase is not wholly Han, or shorter than two characters.</exception>
    public static PinyinMatcher Build(ReadOnlySpan<string> phrases)
    {
        var read = new PinyinKey[phrases.Length][];
        for (var each = 0; each < read.Length; each++)
        {
            read[each] = Read(phrases[each])
                ?? throw new ArgumentException($"'{phrases[each]}' is not two or more Han characters.", nameof(phrases));
        }

        return new PinyinMatcher(read);
    }

    /// <summary>Adds every occurrence in a normalised text, each once; starts never fall, and of one start the order is any.</summary>
    public void Scan(ReadOnlySpan<char> text, PinyinOccurrenceList into)
    {
        var follow = _starts.FollowBuckets;
        var buckets = _table.Buckets.Span;
        var followers = 0UL;
        var startBefore = 0;
        for (var position = 0; position < text.Length;)
        {
            int codePoint = text[position];
            var length = 1;
            if (char.IsSurrogate((char)codePoint))
                codePoint = Utf16.CodePointAt(text, position, out length);
            var set = _table.SetOf(codePoint);
            if ((followers & buckets[set]) != 0)
                Walk(text, startBefore, buckets[set], into);
            followers = follow[set];
            startBefore = position;
            position += length;
        }
    }

    private void Walk(ReadOnlySpan<char> text, int start, ulong secondBuckets, PinyinOccurrenceList into)
    {
        ref var pending = ref into.Pending;
        _starts.Enter(_trie, KeyAt(text, start, out var length), secondBuckets, start + length, ref pending);
        while (pending.TryPop(out var node, out var position))
        {
            foreach (var phrase in _trie.PhrasesAt(node))
                into.Add(new PinyinOccurrence(phrase, start, position - start));
            if (position == text.Length)
                continue;
            var heard = KeyAt(text, position, out length);
            if ((_trie.ChildBuckets(node) & _table.Buckets[heard.Set]) != 0)
                _trie.Descend(node, heard, position + length, ref pending);
        }
    }

    private PinyinKey KeyAt(ReadOnlySpan<char> text, int position, out int length)
    {
        var codePoint = Utf16.CodePointAt(text, position, out length);
        return PinyinKey.Of(codePoint, _table.SetOf(codePoint));
    }

    private static PinyinKey[]? Read(ReadOnlySpan<char> phrase)
    {
        var keys = new List<PinyinKey>(phrase.Length);
        for (var position = 0; position < phrase.Length;)
        {
            var codePoint = Utf16.CodePointAt(phrase, position, out var length);
            if (!UnicodeTable.IsHan(codePoint))
                return null;
            keys.Add(PinyinKey.Of(codePoint));
            position += length;
        }

        return keys.Count < MinimumLength ? null : [.. keys];
    }
}
