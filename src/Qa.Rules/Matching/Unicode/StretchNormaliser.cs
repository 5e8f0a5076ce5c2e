namespace Qa.Rules.Matching;

/// <summary>
/// NFKC of a stretch of text, each resulting code point with the stretch of the original it was made from. It is the slow,
/// general path of normalisation; ordinary text hardly meets it. Reusable: in steady state it allocates next to nothing.
/// </summary>
internal sealed class StretchNormaliser
{
    // Runs of combining characters up to this length are sorted by insertion, longer ones (nobody's language) by counting, so
    // that a million marks on one letter take a million steps and not a million squared.
    private const int InsertionLimit = 24;

    private const int AloneCount = 256;

    private readonly CharacterData _data = CharacterData.Instance;
    private Unit[] _units = new Unit[64];
    private Unit[] _sorted = [];

    // What became of code points that stood alone, by the lowest bits of the code point: a few of them recur again and again.
    private readonly (int CodePoint, KeptUnit[] Result)[] _alone = new (int, KeptUnit[])[AloneCount];

    /// <summary>A code point of the result; <paramref name="Start"/> to <paramref name="End"/> is the original it covers.</summary>
    internal readonly record struct Unit(int CodePoint, int Start, int End, byte Class);

    public int Count { get; private set; }

    public ReadOnlySpan<Unit> Units => _units.AsSpan(0, Count);

    /// <summary>What becomes of one code point that no neighbour joins.</summary>
    /// <param name="text">Where it stands.</param>
    public ReadOnlySpan<KeptUnit> Alone(ReadOnlySpan<char> text, int start, int end)
    {
        var codePoint = Utf16.CodePointAt(text, start, out _);
        ref var known = ref _alone[codePoint % AloneCount];
        if (known.Result is null || known.CodePoint != codePoint)
        {
            Run(text, start, end);
            var result = new KeptUnit[Count];
            for (var index = 0; index < Count; index++)
                result[index] = KeptUnit.Of(_units[index].CodePoint);
            known = (codePoint, result);
        }

        return known.Result;
    }

    /// <summary>Normalises <paramref name="text"/> from <paramref name="start"/> to <paramref name="end"/>, as if nothing stood around it.</summary>
    public void Run(ReadOnlySpan<char> text, int start, int end)
    {
        Count = 0;
        for (var position = start; position < end;)
        {
            var codePoint = Utf16.CodePointAt(text, position, out var length);
            Decompose(codePoint, position, position + length);
            position += length;
        }

        Order();
        Compose();
    }

    private void Decompose(int codePoint, int start, int end)
    {
        if ((_data.Properties(codePoint) & CharacterProperties.Decomposes) != 0)
        {
            foreach (var part in _data.Decomposition(codePoint))
                Push(part, start, end);
        }
        else if (Hangul.IsSyllable(codePoint))
        {
            var (lead, vowel, trail) = Hangul.Decompose(codePoint);
            Push(lead, start, end);
            Push(vowel, start, end);
            if (trail != 0)
                Push(trail, start, end);
        }
        else
        {
            Push(codePoint, start, end);
        }
    }

    private void Push(int codePoint, int start, int end)
    {
        if (Count == _units.Length)
            Array.Resize(ref _units, _units.Length * 2);
        _units[Count++] = new Unit(codePoint, start, end, _data.CombiningClass(codePoint));
    }

    // Canonical ordering: every run of characters of non-zero class is sorted by class, stably.
    private void Order()
    {
        for (var index = 0; index < Count; index++)
        {
            if (_units[index].Class == 0)
                continue;
            var runStart = index;
            while (index < Count && _units[index].Class != 0)
                index++;
            if (index - runStart <= InsertionLimit)
                SortByInsertion(_units.AsSpan(runStart, index - runStart));
            else
                SortByCounting(_units.AsSpan(runStart, index - runStart));
        }
    }

    private static void SortByInsertion(Span<Unit> run)
    {
        for (var index = 1; index < run.Length; index++)
        {
            var moved = run[index];
            var place = index;
            for (; place > 0 && run[place - 1].Class > moved.Class; place--)
                run[place] = run[place - 1];
            run[place] = moved;
        }
    }

    private void SortByCounting(Span<Unit> run)
    {
        if (_sorted.Length < run.Length)
            _sorted = new Unit[_units.Length];
        Span<int> next = stackalloc int[257];
        next.Clear();
        foreach (var unit in run)
            next[unit.Class + 1]++;
        for (var each = 1; each < next.Length; each++)
            next[each] += next[each - 1];
        foreach (var unit in run)
            _sorted[next[unit.Class]++] = unit;
        _sorted.AsSpan(0, run.Length).CopyTo(run);
    }

    // Canonical composition: a character composes with the last starter unless one of its own class or higher, or a starter,
    // stands between.
    private void Compose()
    {
        const int Adjacent = -1;
        var written = 0;
        var starter = -1;
        var between = Adjacent;
        for (var index = 0; index < Count; index++)
        {
            var unit = _units[index];
            if (starter >= 0 && between < unit.Class && ComposeTwo(_units[starter].CodePoint, unit.CodePoint) is >= 0 and var composite)
            {
                var first = _units[starter];
                _units[starter] = new Unit(composite, Math.Min(first.Start, unit.Start), Math.Max(first.End, unit.End), 0);
                continue;
            }

            if (unit.Class == 0)
            {
                starter = written;
                between = Adjacent;
            }
            else
            {
                between = unit.Class;
            }

            _units[written++] = unit;
        }

        Count = written;
    }

    private int ComposeTwo(int first, int second)
    {
        if ((_data.Properties(second) & CharacterProperties.Joins) == 0)
            return -1;
        var syllable = Hangul.Compose(first, second);
        return syllable >= 0 ? syllable : _data.Compose(first, second);
    }
}
