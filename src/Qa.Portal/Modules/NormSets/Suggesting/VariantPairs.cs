using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace Qa.Portal.Modules.NormSets.Suggesting;

/// <summary>Two characters each, by which the full-text search finds texts that may have variants of a phrase.</summary>
internal static class VariantPairs
{
    /// <summary>Most pairs of one search.</summary>
    public const int Maximum = 1_500;

    // Of longer phrases a variant leaves two characters together; of these it need not.
    private const int Short = 3;

    // Characters that recordings and chats are written in; the rest are rare, and each is a pair more.
    private const int FirstCommon = 0x4E00;
    private const int LastCommon = 0x9FA5;

    private static readonly ImmutableArray<string> Fillers = ["就", "都", "也", "又", "还", "一", "那", "这", "过", "得"];

    public static IReadOnlyCollection<string> Of(ImmutableArray<Rune> phrase, ImmutableArray<Rune> core, FrozenSet<Rune> particles)
    {
        var pairs = new HashSet<string>(Adjacent(phrase).Concat(Adjacent(core)).Select(static pair => $"{pair.First}{pair.Second}"), StringComparer.Ordinal);
        if (phrase.Length > Short)
            return pairs;
        if (core.Length == 2)
            pairs.UnionWith(Fillers.Concat(particles.Select(static particle => particle.ToString())).SelectMany(filler => new[] { $"{core[0]}{filler}", $"{filler}{core[1]}" }));
        foreach (var wanted in new[] { SoundLikeness.Homophone, SoundLikeness.Near })
        {
            foreach (var (first, second) in Adjacent(phrase))
            {
                pairs.UnionWith(Alike(first, wanted).Select(other => $"{other}{second}").Take(Maximum - pairs.Count));
                pairs.UnionWith(Alike(second, wanted).Select(other => $"{first}{other}").Take(Maximum - pairs.Count));
            }
        }

        return pairs;
    }

    private static IEnumerable<(Rune First, Rune Second)> Adjacent(ImmutableArray<Rune> runes) => runes.Zip(runes.Skip(1));

    private static IEnumerable<Rune> Alike(Rune rune, SoundLikeness wanted) =>
        Enumerable.Range(FirstCommon, LastCommon - FirstCommon + 1).Select(static codePoint => new Rune(codePoint)).Where(other => SoundClasses.Of(rune, other) == wanted);
}
