namespace Qa.Rules.Matching;

/// <summary>
/// What becomes of each UTF-16 unit in normalisation, as far as one look-up can say it. Characters that can be normalised
/// without looking at their neighbours have a class with a row of <see cref="Spacing"/>; the others take the longer ways.
/// </summary>
internal sealed class CharacterClasses
{
    public const byte Cjk = 0;
    public const byte Word = 1;
    public const byte WordPlus32 = 2;
    public const byte FullWidth = 3;
    public const byte FullWidthUpper = 4;
    public const byte Separator = 5;
    public const byte Dropped = 6;

    /// <summary>From here on a class has no row.</summary>
    public const byte FirstWithoutRow = 7;

    /// <summary>Becomes one other character of the basic plane: see <see cref="Mapped"/>.</summary>
    public const byte Replaced = 7;

    public const byte Surrogate = 8;

    /// <summary>May compose with or be reordered around its neighbours, or becomes several characters.</summary>
    public const byte General = 9;

    private const int FullWidthOffset = 0xFEE0;
    private const int CaseOffset = 32;

    private readonly CharacterData _data = CharacterData.Instance;

    private CharacterClasses()
    {
        for (var unit = 0; unit <= char.MaxValue; unit++)
            Classes[unit] = char.IsSurrogate((char)unit) ? Surrogate : Classify(unit);
    }

    public static CharacterClasses Instance { get; } = new();

    /// <summary>The class of each UTF-16 unit.</summary>
    public byte[] Classes { get; } = new byte[char.MaxValue + 1];

    /// <summary>What the units of class <see cref="Replaced"/> become: a letter, mark or number in lower case.</summary>
    public char[] Mapped { get; } = new char[char.MaxValue + 1];

    /// <summary>The rows of the classes that have one, padded to a power of two.</summary>
    public ulong[] Rows { get; } =
    [
        Spacing.Cjk,
        Spacing.Word,
        Spacing.WordPlus(CaseOffset),
        Spacing.WordPlus(-FullWidthOffset),
        Spacing.WordPlus(-FullWidthOffset + CaseOffset),
        Spacing.Separator,
        Spacing.Dropped,
        0,
    ];

    private byte Classify(int unit)
    {
        var properties = _data.Properties(unit);
        if ((properties & CharacterProperties.Joins) != 0)
            return General;
        if ((properties & CharacterProperties.Changes) != 0)
            return ClassifyChanging(unit);
        if ((properties & CharacterProperties.Dropped) != 0)
            return Dropped;
        if ((properties & CharacterProperties.LetterMarkOrNumber) == 0)
            return Separator;
        if ((properties & CharacterProperties.HasLower) != 0)
            return ClassifyReplaced(unit, _data.ToLower(unit));
        return UnicodeTable.IsCjk(unit) ? Cjk : Word;
    }

    private byte ClassifyChanging(int unit)
    {
        var parts = _data.Decomposition(unit);
        if (parts.Length == 1 && (_data.Properties(parts[0]) & CharacterProperties.LetterMarkOrNumber) != 0)
            return ClassifyReplaced(unit, _data.ToLower(parts[0]));
        foreach (var part in parts)
        {
            const CharacterProperties NotSeparator =
                CharacterProperties.LetterMarkOrNumber | CharacterProperties.Dropped | CharacterProperties.Joins;
            if ((_data.Properties(part) & NotSeparator) != 0)
                return General;
        }

        return Separator;
    }

    private byte ClassifyReplaced(int unit, int by)
    {
        if (by > char.MaxValue)
            return General;
        if (!UnicodeTable.IsCjk(by))
        {
            switch (by - unit)
            {
                case CaseOffset: return WordPlus32;
                case -FullWidthOffset: return FullWidth;
                case -FullWidthOffset + CaseOffset: return FullWidthUpper;
            }
        }

        Mapped[unit] = (char)by;
        return Replaced;
    }
}
