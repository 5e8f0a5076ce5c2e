using Qa.Rules.Matching;

namespace Qa.Portal.Platform.Search;

/// <summary>A word, or what stands in quotation marks, as it is looked for.</summary>
/// <param name="Normalised">For places in a normalised text, where a word of letters or digits is not to be cut.</param>
/// <param name="Form">For places in forms: see <see cref="SearchText"/>.</param>
internal sealed record SearchWord(string Normalised, string Form)
{
    /// <param name="text">Of one line.</param>
    public static SearchWord Of(string text) => new(TextNormaliser.Normalise(text), SearchText.FormOf(text));
}
