using Qa.Rules.Conditions;
using Qa.Rules.Trees;

namespace Qa.Portal.Commands.Trees;

/// <summary>The operators that a norm's hits can come from, named conditions followed: what stands under <c>not</c> or <c>around</c> gives none.</summary>
internal sealed class HitOperators(NormTree tree)
{
    private readonly Dictionary<string, Condition> _lets =
        tree.Lets.ToDictionary(static let => let.Name, static let => let.Condition, StringComparer.Ordinal);

    /// <summary>Empty for a manual norm.</summary>
    public IEnumerable<Condition> Of(Norm norm) => norm.Judgement switch
    {
        Judgement.Forbid forbid => Under(forbid.Condition, []),
        Judgement.Require require => Under(require.Condition, []),
        Judgement.Reward reward => Under(reward.Condition, []),
        _ => [],
    };

    /// <summary>Whether a hit of the operator is words in a turn; else it is the turn as a whole.</summary>
    public static bool GivesWords(Condition condition) => condition is AnyOf or AllOf or RegexMatch;

    // Named conditions cannot go in a circle, and neither they nor documents are deep: the loader refuses both. Each is
    // followed once: names that use names several times over would else be followed as often as there are ways to them.
    private IEnumerable<Condition> Under(Condition condition, HashSet<string> followed) => condition switch
    {
        All all => all.Of.SelectMany(part => Under(part, followed)),
        Any any => any.Of.SelectMany(part => Under(part, followed)),
        Sequence sequence => sequence.Of.SelectMany(part => Under(part, followed)),
        Lacking lacking => Under(lacking.Of, followed),
        Use use => followed.Add(use.Name) ? Under(_lets[use.Name], followed) : [],
        Not => [],
        _ => [condition],
    };
}
