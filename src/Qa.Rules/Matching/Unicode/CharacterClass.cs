namespace Qa.Rules.Matching;

/// <summary>
/// What becomes of a UTF-16 unit in normalisation, as far as one look-up can say it. Characters that can be normalised without
/// looking at their neighbours have a class with a row of <see cref="Spacing"/>; the others take the longer ways.
/// <c>eng/unicode/classes.py</c> works the classes out.
/// </summary>
internal static class CharacterClass
{
    // 0 to 6 are the rows of Spacing.Rows: kept; kept, of a word; the same with 32 added, or a full width character made
    // narrow, or both; separator; dropped.

    /// <summary>From here on a class has no row.</summary>
    public const byte FirstWithoutRow = 7;

    /// <summary>Becomes one other character of the basic plane: the lower case of what it decomposes to, or of itself.</summary>
    public const byte Replaced = 7;

    public const byte Surrogate = 8;

    /// <summary>May compose with or be reordered around its neighbours, or becomes several characters.</summary>
    public const byte General = 9;
}
