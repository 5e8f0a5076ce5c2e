namespace Qa.Rules.Trees;

/// <summary>
/// The bounds of a document. A document comes from people and from the network, so everything that grows with it has a
/// limit that is named here, is far above what a norm set of real use needs, and is reported as an error like any other.
/// </summary>
public static class TreeLimits
{
    /// <summary>Bytes of UTF-8 of a document, and of each lexicon file.</summary>
    public const int DocumentBytes = 8 * 1024 * 1024;

    /// <summary>Mappings and lists inside each other. Everything that walks a document may recurse, because of this.</summary>
    public const int Depth = 64;

    /// <summary>Values (keys too) that a document spells out; ten times what the phrases of the largest tree need.</summary>
    public const int Values = 500_000;

    /// <summary>Values that the aliases of a YAML document add to those it spells out.</summary>
    public const int AliasedNodes = 100_000;

    public const int Norms = 2_000;

    /// <summary>Phrases and scripts of all conditions, after the lexicons are put in place; one that is used twice counts twice.</summary>
    public const int Phrases = 50_000;

    /// <summary>Operators of all conditions, those inside others counted too.</summary>
    public const int Conditions = 50_000;

    /// <summary>Patterns of <c>regex</c>, and expressions: each is compiled, which is much dearer than a phrase.</summary>
    public const int CompiledTexts = 2_000;

    /// <summary>UTF-16 units of a phrase or script, as written and normalised; the matcher takes none longer.</summary>
    public const int PhraseLength = Matching.PhraseMatcher.MaxPatternLength;

    /// <summary>UTF-16 units of all phrases together, normalised. With the literals of regexes, which are short, the matcher takes no more.</summary>
    public const int PhraseUnits = 3_500_000;

    /// <summary>Named conditions, and named phrase lists.</summary>
    public const int Names = 1_000;

    /// <summary>UTF-16 units of the name of a named condition or phrase list.</summary>
    public const int NameLength = 200;

    /// <summary>Named conditions that use each other in a row, so that evaluating one may recurse.</summary>
    public const int LetChain = 64;

    /// <summary>The largest whole number: as an <see cref="int"/>, with room for sums of two.</summary>
    public const int WholeNumber = 1_000_000_000;

    /// <summary>The largest number of seconds; in milliseconds it fits a <see cref="long"/> many times over.</summary>
    public const int Seconds = 1_000_000_000;

    /// <summary>The largest magnitude of points, scores, rates and decibels.</summary>
    public const int Magnitude = 1_000_000;

    /// <summary>Characters of a lexicon's path.</summary>
    public const int PathLength = 500;

    /// <summary>Errors that are reported of a document; a last one then says that there are more.</summary>
    public const int Diagnostics = 1_000;
}
