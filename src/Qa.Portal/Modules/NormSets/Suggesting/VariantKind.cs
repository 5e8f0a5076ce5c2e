namespace Qa.Portal.Modules.NormSets.Suggesting;

/// <summary>How a piece of text differs from a phrase.</summary>
public enum VariantKind
{
    /// <summary>The same words with a few characters between, or with other particles.</summary>
    Spoken,

    /// <summary>Other characters with the same toneless syllables.</summary>
    Homophone,

    /// <summary>Other characters, of which some have syllables that are taken for those of the phrase.</summary>
    NearHomophone,
}
