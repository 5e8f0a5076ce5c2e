namespace Qa.Rules.Matching;

/// <summary>
/// Step 3 of normalisation as an automaton that runs without branches: a run of separators becomes a space between two word
/// characters and nothing elsewhere. A state is a shift into a <em>row</em>; each class of character has a row, which says,
/// for each state, the next state and whether a space comes first.
/// </summary>
/// <remarks>
/// A row is 64 bits: three bytes, one a state, of which bits 0..4 are the next state and bit 5 the space; bit 32, whether the
/// character is kept; bits 48..63, what is added to it.
/// </remarks>
internal static class Spacing
{
    /// <summary>At the start, or the last kept character is no word character.</summary>
    public const int AfterOther = 0;

    /// <summary>The last character that was not dropped is a word character.</summary>
    public const int AfterWord = 8;

    /// <summary>Separators stand after a word character.</summary>
    public const int AfterWordAndSeparator = 16;

    public const int StateMask = 0x1F;

    public const int SpaceShift = 5;

    public const int KeptShift = 32;

    public const int AddedShift = 48;

    private const ulong Kept = 1UL << KeptShift;

    public const ulong Cjk = Kept | AfterOther | (AfterOther << 8) | (AfterOther << 16);

    public const ulong Word = Kept | AfterWord | (AfterWord << 8) | ((AfterWord | (1 << SpaceShift)) << 16);

    public const ulong Separator = AfterOther | (AfterWordAndSeparator << 8) | (AfterWordAndSeparator << 16);

    public const ulong Dropped = AfterOther | (AfterWord << 8) | (AfterWordAndSeparator << 16);

    private const int CaseOffset = 32;
    private const int FullWidthOffset = 0xFEE0;

    /// <summary>The rows of the first <see cref="CharacterClass"/>es, by class.</summary>
    public static ulong[] Rows { get; } =
    [
        Cjk,
        Word,
        Word | ((ulong)CaseOffset << AddedShift),
        Word | ((ulong)(0x10000 - FullWidthOffset) << AddedShift),
        Word | ((ulong)(0x10000 - FullWidthOffset + CaseOffset) << AddedShift),
        Separator,
        Dropped,
    ];
}
