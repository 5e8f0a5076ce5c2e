namespace Qa.Rules.Tests.Oracle;

/// <summary>A text after section 2 of the page, each character with the stretch of the original (UTF-16 units) that it covers.</summary>
internal sealed record NormalizedText(string Original, IReadOnlyList<NormalizedText.Character> Characters)
{
    /// <summary>A code point and the half-open stretch of the original that it covers.</summary>
    internal sealed record Character(int CodePoint, int Start, int End);

    private const int Space = ' ';

    public string Text => string.Concat(Characters.Select(c => char.ConvertFromUtf32(c.CodePoint)));

    public static NormalizedText Of(string original)
    {
        var kept = Nfkc(original)
            .Where(c => !IsDropped(c.CodePoint))
            .Select(c => c with { CodePoint = UnicodeTable.Lower(c.CodePoint) })
            .ToList();
        return new(original, WithRunsReplaced(kept));
    }

    /// <summary>L*, M* or N* and not CJK.</summary>
    public static bool IsWordCharacter(int c) => IsLetterMarkOrNumber(c)
        && c is not ((>= 0x2E80 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7AF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF));

    /// <summary>Whether the characters <c>[start, end)</c> begin and end on word boundaries.</summary>
    public bool StandsOnBoundaries(int start, int end)
    {
        var cutsBefore = start > 0 && IsWordCharacter(Characters[start - 1].CodePoint) && IsWordCharacter(Characters[start].CodePoint);
        var cutsAfter = end < Characters.Count && IsWordCharacter(Characters[end - 1].CodePoint) && IsWordCharacter(Characters[end].CodePoint);
        return !cutsBefore && !cutsAfter;
    }

    private static bool IsLetterMarkOrNumber(int c) => UnicodeTable.Category(c)[0] is 'L' or 'M' or 'N';

    private static bool IsDropped(int c) => UnicodeTable.Category(c) == "Cf"
        || c is (>= 0x180B and <= 0x180D) or 0x180F or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static List<Character> Nfkc(string original)
    {
        var input = new List<Character>();
        foreach (var rune in original.EnumerateRunes())
        {
            var start = input.Count == 0 ? 0 : input[^1].End;
            input.Add(new(rune.Value, start, start + rune.Utf16SequenceLength));
        }

        var output = new List<Character>();
        foreach (var piece in Stretches(input).SelectMany(Pieces))
        {
            var normalized = Normalize(piece);
            var unchanged = normalized.SequenceEqual(piece.Select(c => c.CodePoint));
            output.AddRange(unchanged ? piece : normalized.Select(c => new Character(c, piece[0].Start, piece[^1].End)));
        }

        // The pieces together must say what the whole string says, or they were no pieces.
        if (!output.Select(c => c.CodePoint).SequenceEqual(Normalize(input))) throw new InvalidOperationException("Pieces differ from the whole: " + original);
        return output;
    }

    private static List<int> Normalize(IEnumerable<Character> characters) => NaiveNfkc.Normalize(characters.Select(c => c.CodePoint));

    /// <summary>Cuts before every plain character: there a cut is always right, and what has to be tried out below stays short.</summary>
    private static IEnumerable<List<Character>> Stretches(List<Character> input)
    {
        var from = 0;
        for (var cut = 1; cut <= input.Count; cut++)
        {
            if (cut < input.Count && !UnicodeTable.IsPlain(input[cut].CodePoint)) continue;
            yield return input[from..cut];
            from = cut;
        }
    }

    /// <summary>
    /// Cuts wherever the two sides, normalised apart, give what they give together, and the right one does not begin with a
    /// character of a combining class other than 0. Every place is tried against the whole stretch.
    /// </summary>
    private static IEnumerable<List<Character>> Pieces(List<Character> stretch)
    {
        var whole = Normalize(stretch);
        var from = 0;
        for (var cut = 1; cut <= stretch.Count; cut++)
        {
            var isPlace = cut == stretch.Count
                || (UnicodeTable.CombiningClass(stretch[cut].CodePoint) == 0
                    && Normalize(stretch.Take(cut)).Concat(Normalize(stretch.Skip(cut))).SequenceEqual(whole));
            if (!isPlace) continue;
            yield return stretch[from..cut];
            from = cut;
        }
    }

    private static List<Character> WithRunsReplaced(List<Character> characters)
    {
        var result = new List<Character>();
        for (var i = 0; i < characters.Count;)
        {
            if (IsLetterMarkOrNumber(characters[i].CodePoint))
            {
                result.Add(characters[i++]);
                continue;
            }

            var end = i;
            while (end < characters.Count && !IsLetterMarkOrNumber(characters[end].CodePoint)) end++;
            var between = i > 0 && end < characters.Count
                && IsWordCharacter(characters[i - 1].CodePoint) && IsWordCharacter(characters[end].CodePoint);
            if (between) result.Add(new(Space, characters[i].Start, characters[end - 1].End));
            i = end;
        }

        return result;
    }
}
