namespace Qa.Rules.Matching;

/// <summary>What normalisation asks of a code point, in the one byte that <see cref="CharacterData"/> keeps for it.</summary>
[Flags]
internal enum CharacterProperties : byte
{
    /// <summary>Nothing of the below: punctuation, symbols, spaces, controls, surrogates, private use, unassigned.</summary>
    None = 0,

    /// <summary>Two bits, not both 0 for a character of category L*, M* or N* (1, 2 and 3 in this order).</summary>
    LetterMarkOrNumber = 3,

    /// <summary>Format character or variation selector: dropped after NFKC.</summary>
    Dropped = 4,

    /// <summary>A letter or number of the script Han, within the CJK ranges of norm-tree.md §2.</summary>
    Han = 8,

    /// <summary>Has a simple lower case mapping.</summary>
    HasLower = 16,

    /// <summary>
    /// What it decomposes to may be reordered before, or compose with, the character before it. Any other character is
    /// where NFKC can be cut: what stands before it does not change what comes after, nor the other way round.
    /// </summary>
    Joins = 32,

    /// <summary>Has a decomposition, in <see cref="CharacterData.Decomposition"/>.</summary>
    Decomposes = 64,

    /// <summary>Its NFKC, standing alone, is not itself.</summary>
    Changes = 128,
}
