namespace Qa.Rules.Matching;

/// <summary>What rules about text ask of a code point, by Unicode 15.0 on every machine (norm-tree.md §2).</summary>
public static class UnicodeTable
{
    /// <summary>The version of the embedded tables.</summary>
    public static string Version => CharacterData.Version;

    /// <summary>Category L*, M* or N*. False for code points that Unicode 15.0 does not assign, and for what is no code point.</summary>
    public static bool IsLetterMarkOrNumber(int codePoint) =>
        (CharacterData.Instance.Properties(codePoint) & CharacterProperties.LetterMarkOrNumber) != 0;

    /// <summary>Category L*, M* or N*, and not CJK: a character at which a word may not be cut.</summary>
    public static bool IsWordCharacter(int codePoint) => IsLetterMarkOrNumber(codePoint) && !IsCjk(codePoint);

    /// <summary>
    /// A Han character: a letter or number of the script Han within the CJK ranges. Unified ideographs, and besides them 々, 〇,
    /// 〻, the Hangzhou numerals and compatibility ideographs (which normalisation turns into unified ones).
    /// </summary>
    public static bool IsHan(int codePoint) => (CharacterData.Instance.Properties(codePoint) & CharacterProperties.Han) != 0;

    /// <summary>Simple lower case mapping (UnicodeData field 13); U+0130 stays.</summary>
    public static int ToLowerSimple(int codePoint) => CharacterData.Instance.ToLower(codePoint);

    /// <summary>Within the ranges that the norm tree's page calls CJK, whatever the category.</summary>
    internal static bool IsCjk(int codePoint) => codePoint switch
    {
        < 0x2E80 => false,
        <= 0x9FFF => true,
        < 0xAC00 => false,
        <= 0xD7AF => true,
        < 0xF900 => false,
        <= 0xFAFF => true,
        < 0x20000 => false,
        <= 0x3FFFF => true,
        _ => false,
    };
}
