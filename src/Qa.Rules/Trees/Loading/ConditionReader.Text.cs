using Qa.Rules.Conditions;
using Qa.Rules.Matching;

namespace Qa.Rules.Trees.Loading;

/// <content>The text operators, and the turns they look at.</content>
internal sealed partial class ConditionReader
{
    private const decimal DefaultAtLeast = 0.8m;
    private const int DefaultMinLength = 4;

    private static readonly Choices<PhraseMatch> Matches = new(("exact", PhraseMatch.Exact), ("pinyin", PhraseMatch.Pinyin));

    private static readonly Choices<RoleFilter> Roles =
        new(("agent", RoleFilter.Agent), ("customer", RoleFilter.Customer), ("any", RoleFilter.Any));

    private static readonly KeySet SimilarKeys = new("texts", "atLeast");
    private static readonly KeySet RepeatKeys = new("times", "minLength");
    private static readonly KeySet TurnsKeys = new("first", "last", "from", "to");
    private static readonly KeySet SecondsKeys = new("first", "last");
    private static readonly KeySet AroundKeys = new("of", "before", "after");

    private AnyOf AnyOf(Fields fields, DocumentNode value) => new(
        phrases.List(value, "anyOf"),
        fields["except"] is { } except ? phrases.List(except, "except") : [],
        fields["match"] is { } match ? context.Choice(match, "match", Matches) : PhraseMatch.Exact,
        MinHits(fields),
        Selection(fields));

    private RegexMatch Regex(Fields fields, DocumentNode value)
    {
        var pattern = context.Text(value, "regex", "a pattern");
        if (IsToBeCompiled(value, "regex") && LinearRegex.Check(pattern) is { } error)
            context.Report(value.Position, "regex", error.Found, error.Expected);
        return new(pattern, MinHits(fields), Selection(fields));
    }

    private Condition Similar(Fields fields, DocumentNode value)
    {
        var (minHits, selection) = (MinHits(fields), Selection(fields));
        if (Fields.Open(context, value, "similar", SimilarKeys) is not { } inner)
            return StandIn;
        var texts = inner.Required("texts") is { } list ? phrases.Scripts(list, "texts") : [];
        var atLeast = inner["atLeast"] is { } least
            ? context.Decimal(least, "atLeast", "a number", least: 0, most: 1)
            : DefaultAtLeast;
        return new Similar(texts, atLeast, minHits, selection);
    }

    private Condition Repeat(Fields fields, DocumentNode value)
    {
        var selection = Selection(fields);
        return Fields.Open(context, value, "repeat", RepeatKeys) is { } inner
            ? new Repeat(RequiredWhole(inner, "times"), WholeOr(inner, "minLength", least: 1, DefaultMinLength), selection)
            : StandIn;
    }

    private TurnSelection Selection(Fields fields)
    {
        var role = Role(fields);
        var turns = Turns(fields);
        var seconds = fields["seconds"] is { } window ? Seconds(window) : null;
        var around = fields["around"] is { } place ? Around(place) : null;
        return role == RoleFilter.Agent && turns is null && seconds is null && around is null
            ? TurnSelection.AgentTurns
            : new(role, turns, seconds, around);
    }

    private RoleFilter Role(Fields fields) =>
        fields["role"] is { } role ? context.Choice(role, "role", Roles) : RoleFilter.Agent;

    private TurnRange? Turns(Fields fields)
    {
        if (fields["turns"] is not { } value || Fields.Open(context, value, "turns", TurnsKeys) is not { } inner)
            return null;
        if (!inner.Has("first") && !inner.Has("last") && (inner.Has("from") || inner.Has("to")))
            return new TurnRange.Between(RequiredWhole(inner, "from"), RequiredWhole(inner, "to"));
        if (!inner.Has("from") && !inner.Has("to") && inner.Has("first") != inner.Has("last"))
        {
            var (edge, key) = inner.Has("first") ? (WindowEdge.First, "first") : (WindowEdge.Last, "last");
            return new TurnRange.Edge(edge, context.Whole(inner[key]!, key, least: 1));
        }

        var present = TurnsKeys.Keys.Where(inner.Has).ToList();
        if (present.Count > 0 || !inner.HasUnknownKey)
            context.Report(inner.Position, "turns", present.Count == 0 ? "none" : string.Join(" and ", present), "first, last, or both from and to");
        return null;
    }

    private SecondsRange? Seconds(DocumentNode value)
    {
        if (Fields.Open(context, value, "seconds", SecondsKeys) is not { } inner
            || inner.ExactlyOne("seconds", "first", "last") is not { } key)
            return null;
        return new(key == "first" ? WindowEdge.First : WindowEdge.Last, context.Milliseconds(inner[key]!, key));
    }

    private Around? Around(DocumentNode value) =>
        Fields.Open(context, value, "around", AroundKeys) is { } inner
            ? new(RequiredCondition(inner, "of"), WholeOr(inner, "before", least: 0, otherwise: 0), WholeOr(inner, "after", least: 0, otherwise: 0))
            : null;
}
