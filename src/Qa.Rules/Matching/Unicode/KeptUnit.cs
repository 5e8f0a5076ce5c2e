namespace Qa.Rules.Matching;

/// <summary>What steps 2 and 3 of normalisation do with a code point of the NFKC form.</summary>
/// <param name="LowerCase">The code point in lower case.</param>
/// <param name="Row">What it does to spacing (<see cref="Spacing"/>): a separator, CJK or a word character; <see cref="Spacing.Dropped"/> for one that is left out.</param>
internal readonly record struct KeptUnit(int LowerCase, ulong Row)
{
    public static KeptUnit Of(int codePoint)
    {
        var properties = CharacterData.Instance.Properties(codePoint);
        if ((properties & CharacterProperties.Dropped) != 0)
            return new(codePoint, Spacing.Dropped);
        if ((properties & CharacterProperties.LetterMarkOrNumber) == 0)
            return new(codePoint, Spacing.Separator);
        return new(CharacterData.Instance.ToLower(codePoint), UnicodeTable.IsCjk(codePoint) ? Spacing.Cjk : Spacing.Word);
    }
}
