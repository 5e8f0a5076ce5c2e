using System.Collections.Immutable;
using Qa.Rules.Trees;

namespace Qa.Rules.Conditions;

/// <summary>
/// Tells the conditions that only grow: what holds when some of a conversation has been said still holds whatever is said after. Only of these can a violation be told while the conversation goes on; "no apology within two
/// turns", say, is not one of them; "no warning in the two turns before" is. It rather says no. Turns are taken to come in the order in which they start.
/// </summary>
internal static class GrowingConditions
{
    /// <summary>Whether a violation of the norm is one for good.</summary>
    /// <param name="canBeUncertain">Whether hits that were heard badly make a violation uncertain: then those that were heard well must stay too.</param>
    public static bool ViolationStays(Norm norm, ImmutableArray<LetCondition> lets, bool canBeUncertain) =>
        norm.Judgement is Judgement.Forbid forbid
        && Grows(forbid.Condition, lets)
        && (!canBeUncertain || StaysCertain(forbid.Condition, lets))
        && (norm.When is null || Grows(norm.When, lets));

    private static bool StaysCertain(Condition condition, ImmutableArray<LetCondition> lets) =>
        HasNoHits(condition, lets) || (KeepsHits(condition, lets) && AlwaysHasHits(condition, lets));

    private static bool HasNoHits(Condition condition, ImmutableArray<LetCondition> lets) => condition switch
    {
        Duration or TurnCount => true,
        All all => all.Of.All(part => HasNoHits(part, lets)),
        Any any => any.Of.All(part => HasNoHits(part, lets)),
        Use use => HasNoHits(lets.First(let => let.Name == use.Name).Condition, lets),
        _ => false,
    };

    private static bool AlwaysHasHits(Condition condition, ImmutableArray<LetCondition> lets) => condition switch
    {
        All all => all.Of.Any(part => AlwaysHasHits(part, lets)),
        Any any => any.Of.All(part => AlwaysHasHits(part, lets)),
        Use use => AlwaysHasHits(lets.First(let => let.Name == use.Name).Condition, lets),
        _ => !HasNoHits(condition, lets),
    };

    private static bool Grows(Condition condition, ImmutableArray<LetCondition> lets) => condition switch
    {
        TextCondition text => Grows(text.Selection, lets),
        Silence or Interruption => true,
        SpeechRate rate => Grows(rate.Turns),
        ResponseTime response => response.Of != ResponseOf.Average,
        Duration duration => duration.Milliseconds.Side == LimitSide.Above,
        TurnCount count => count.Turns.Side == LimitSide.Above,
        All all => all.Of.All(part => Grows(part, lets)),
        Any any => any.Of.All(part => Grows(part, lets)),
        Sequence sequence => sequence.Of.All(part => KeepsHits(part, lets)),
        Lacking { After: 0 } lacking => KeepsHits(lacking.Of, lets) && IsSettled(lacking.Near, lets),
        Use use => Grows(lets.First(let => let.Name == use.Name).Condition, lets),
        _ => false,
    };

    // Whether also every hit stays one: of a sequence the first chain is shown, of response times the longest, and these change.
    private static bool KeepsHits(Condition condition, ImmutableArray<LetCondition> lets) => condition switch
    {
        Sequence or ResponseTime { Of: ResponseOf.Max } => false,
        All all => all.Of.All(part => KeepsHits(part, lets)),
        Any any => any.Of.All(part => KeepsHits(part, lets)),
        Use use => KeepsHits(lets.First(let => let.Name == use.Name).Condition, lets),
        _ => Grows(condition, lets),
    };

    // Whether a turn that has been said never becomes a hit later, nor ceases to be one: what is lacking before another then stays so.
    private static bool IsSettled(Condition condition, ImmutableArray<LetCondition> lets) => condition switch
    {
        AnyOf { MinHits: 1 } or RegexMatch { MinHits: 1 } or Similar { MinHits: 1 } =>
            condition is TextCondition { Selection: { Around: null } selection } && Grows(selection.Turns) && selection.Seconds is not { From: WindowEdge.Last },
        Any any => any.Of.All(part => IsSettled(part, lets)),
        Use use => IsSettled(lets.First(let => let.Name == use.Name).Condition, lets),
        _ => false,
    };

    private static bool Grows(TurnSelection selection, ImmutableArray<LetCondition> lets) =>
        Grows(selection.Turns)
        && selection.Seconds is not { From: WindowEdge.Last }
        && (selection.Around is not { } around || KeepsHits(around.Of, lets));

    private static bool Grows(TurnRange? turns) => turns is not TurnRange.Edge { From: WindowEdge.Last };
}
