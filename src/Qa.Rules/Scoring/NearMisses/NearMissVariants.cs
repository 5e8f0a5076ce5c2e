using System.Collections.Immutable;
using Qa.Rules.Conditions;

namespace Qa.Rules.Scoring.NearMisses;

/// <summary>One condition in all its forms: as written, without any restriction, and with each restriction alone.</summary>
/// <param name="All">As written, unrestricted, then one for each of <paramref name="Restrictions"/>.</param>
/// <param name="Restrictions">What is restricted, and the reason that, where it is true, makes asking for this one idle: turns are counted among those of the role.</param>
internal sealed record NearMissVariants(IReadOnlyList<Condition> All, ImmutableArray<(NearMissReasons Reason, NearMissReasons Unless)> Restrictions)
{
    public const int AsWritten = 0;
    public const int Unrestricted = 1;
    public const int FirstRestriction = 2;

    private static readonly TurnSelection Everywhere = new(RoleFilter.Any);

    public static NearMissVariants Of(TextCondition condition)
    {
        var free = Free(condition);
        var all = new List<Condition> { condition, free };
        var restrictions = ImmutableArray.CreateBuilder<(NearMissReasons, NearMissReasons)>();
        var selection = condition.Selection;
        Add(selection.Role != RoleFilter.Any, NearMissReasons.Role, new(selection.Role));
        Add(selection.Turns is not null, NearMissReasons.Turns, new(selection.Role, selection.Turns), NearMissReasons.Role);
        Add(selection.Seconds is not null, NearMissReasons.Seconds, Everywhere with { Seconds = selection.Seconds });
        Add(selection.Around is not null, NearMissReasons.Around, Everywhere with { Around = selection.Around });
        if (condition is AnyOf { Except.IsEmpty: false } excepting)
        {
            all.Add(excepting with { MinHits = 1, Selection = Everywhere });
            restrictions.Add((NearMissReasons.Except, NearMissReasons.None));
        }

        return new(all, restrictions.ToImmutable());

        void Add(bool isThere, NearMissReasons reason, TurnSelection restricted, NearMissReasons unless = NearMissReasons.None)
        {
            if (!isThere)
                return;
            all.Add(free with { Selection = restricted });
            restrictions.Add((reason, unless));
        }
    }

    // Of allOf each phrase is looked for by itself: that one is missing does not make the others less near.
    private static TextCondition Free(TextCondition condition) => condition switch
    {
        AnyOf anyOf => anyOf with { Except = [], MinHits = 1, Selection = Everywhere },
        AllOf allOf => new AnyOf(allOf.Phrases, [], PhraseMatch.Exact, 1, Everywhere),
        RegexMatch regex => regex with { MinHits = 1, Selection = Everywhere },
        Similar similar => similar with { MinHits = 1, Selection = Everywhere },
        _ => condition with { Selection = Everywhere },
    };
}
