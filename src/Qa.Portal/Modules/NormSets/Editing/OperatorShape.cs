using System.Collections.Frozen;
using System.Collections.Immutable;
using Qa.Rules.Trees;

namespace Qa.Portal.Modules.NormSets.Editing;

/// <summary>The form of an operator (norm-tree.md §3): what its value is made of, and what may stand beside it.</summary>
/// <param name="Key">As documents name it.</param>
/// <param name="Group">Under which heading it is offered.</param>
/// <param name="Value">Of the value; one with an empty key is the value itself.</param>
/// <param name="Beside">Keys beside the operator's own.</param>
/// <param name="Seed">The value with which a new one begins: the least that can be read, but for what only its author knows.</param>
internal sealed record OperatorShape(string Key, OperatorGroup Group, ImmutableArray<FieldShape> Value, ImmutableArray<FieldShape> Beside, Func<DocumentNode> Seed)
{
    private static readonly ImmutableArray<string> Speakers = ["agent", "customer"];
    private static readonly ImmutableArray<string> Roles = ["agent", "customer", "any"];

    private static readonly FieldShape Role = new("role", FieldKind.Choice, Default: "agent", Choices: Roles);
    private static readonly FieldShape Turns = new("turns", FieldKind.Window);
    private static readonly FieldShape MinHits = new("minHits", FieldKind.Count, Default: "1");
    private static readonly FieldShape Above = new("above", FieldKind.Number);
    private static readonly FieldShape Below = new("below", FieldKind.Number);

    // Which turns a text operator looks at.
    private static readonly ImmutableArray<FieldShape> Selection = [Role, Turns, new("seconds", FieldKind.Window), new("around", FieldKind.Condition)];

    /// <summary>All operators, in the order in which they are offered.</summary>
    public static readonly ImmutableArray<OperatorShape> All =
    [
        new("anyOf", OperatorGroup.Words, [new("", FieldKind.Phrases, true)], [new("except", FieldKind.Phrases), MinHits, new("match", FieldKind.Choice, Default: "exact", Choices: ["exact", "pinyin"]), .. Selection], EmptyList),
        new("allOf", OperatorGroup.Words, [new("", FieldKind.Phrases, true)], Selection, EmptyList),
        new("similar", OperatorGroup.Words, [new("texts", FieldKind.Scripts, true), new("atLeast", FieldKind.Share, Default: "0.8")], [MinHits, .. Selection], static () => Written.Mapping(("texts", EmptyList()))),
        new("regex", OperatorGroup.Words, [new("", FieldKind.Text, true)], [MinHits, .. Selection], static () => Written.Text("")),
        new("repeat", OperatorGroup.Words, [new("times", FieldKind.Count, true), new("minLength", FieldKind.Count, Default: "4")], Selection, static () => Written.Mapping(("times", Written.Number("3")))),
        new("unanswered", OperatorGroup.Words, [new("ignore", FieldKind.Phrases)], [], static () => Written.Mapping()),
        new("silence", OperatorGroup.Timing, [new("longerThan", FieldKind.Seconds, true), new("before", FieldKind.Choice, Choices: Speakers)], [MinHits], static () => Written.Mapping(("longerThan", Written.Number("10")))),
        new("interruption", OperatorGroup.Timing, [new("by", FieldKind.Choice, true, Choices: Speakers), new("longerThan", FieldKind.Seconds, true)], [MinHits], static () => Written.Mapping(("by", Written.Text("agent")), ("longerThan", Written.Number("1")))),
        new("speechRate", OperatorGroup.Timing, [Above, Below, new("minSeconds", FieldKind.Seconds, Default: "2")], [Role, Turns, MinHits], static () => Written.Mapping(("above", Written.Number("300")))),
        new("responseTime", OperatorGroup.Timing, [new("of", FieldKind.Choice, true, Choices: ["first", "average", "max", "each"]), new("above", FieldKind.Seconds, true)], [], static () => Written.Mapping(("of", Written.Text("first")), ("above", Written.Number("30")))),
        new("loudness", OperatorGroup.Timing, [new("aboveMean", FieldKind.Number, true)], [Role, Turns, MinHits], static () => Written.Mapping(("aboveMean", Written.Number("10")))),
        new("duration", OperatorGroup.Timing, [Above with { Kind = FieldKind.Seconds }, Below with { Kind = FieldKind.Seconds }], [], static () => Written.Mapping(("above", Written.Number("600")))),
        new("turnCount", OperatorGroup.Timing, [Above, Below], [Role], static () => Written.Mapping(("above", Written.Number("50")))),
        new("all", OperatorGroup.Combined, [new("", FieldKind.Conditions, true)], [], static () => new DocumentSequence(default, [NewCondition()])),
        new("any", OperatorGroup.Combined, [new("", FieldKind.Conditions, true)], [], static () => new DocumentSequence(default, [NewCondition()])),
        new("not", OperatorGroup.Combined, [new("", FieldKind.Condition, true)], [], NewCondition),
        new("sequence", OperatorGroup.Combined, [new("of", FieldKind.Conditions, true), new("withinTurns", FieldKind.Count)], [], static () => Written.Mapping(("of", new DocumentSequence(default, [NewCondition(), NewCondition()])))),
        new("lacking", OperatorGroup.Combined, [new("of", FieldKind.Condition, true), new("near", FieldKind.Condition, true), new("before", FieldKind.Count, Default: "0"), new("after", FieldKind.Count, Default: "0")], [MinHits], static () => Written.Mapping(("of", NewCondition()), ("near", NewCondition()), ("after", Written.Number("2")))),
        new("use", OperatorGroup.Combined, [new("", FieldKind.Name, true)], [], static () => Written.Text("")),
        new("expr", OperatorGroup.Combined, [new("", FieldKind.Text, true)], [], static () => Written.Text("")),
    ];

    /// <summary>By key.</summary>
    public static readonly FrozenDictionary<string, OperatorShape> ByKey = All.ToFrozenDictionary(static shape => shape.Key, StringComparer.Ordinal);

    /// <summary>Of <c>around</c>, beside the condition it is about.</summary>
    public static readonly ImmutableArray<FieldShape> AroundSides = [new("before", FieldKind.Count, Default: "0"), new("after", FieldKind.Count, Default: "0")];

    /// <summary>With which a condition begins: phrases, of which its author puts in the first.</summary>
    public static DocumentMapping NewCondition() => Written.Mapping(("anyOf", EmptyList()));

    /// <summary>The operator of a condition as written; null where it has none that is known.</summary>
    public static OperatorShape? Of(DocumentMapping condition) =>
        condition.Entries.Select(static entry => ByKey.GetValueOrDefault(entry.Key)).FirstOrDefault(static shape => shape is not null);

    /// <summary>A condition with another operator, and of what stood beside the old one what may stand beside the new one.</summary>
    public static DocumentMapping Turn(DocumentMapping condition, OperatorShape to)
    {
        var old = Of(condition);
        var value = old is not null && IsSameForm(old, to) ? condition[old.Key]! : to.Seed();
        return new(default, [new(to.Key, default, value), .. condition.Entries.Where(entry => to.Beside.Any(field => field.Key == entry.Key))]);
    }

    // Phrases stay phrases, and conditions conditions.
    private static bool IsSameForm(OperatorShape one, OperatorShape other) =>
        one.Value is [{ Key: "", Kind: var kind }] && other.Value is [{ Key: "", Kind: var otherKind }] && kind == otherKind && kind is FieldKind.Phrases or FieldKind.Conditions;

    private static DocumentSequence EmptyList() => new(default, []);
}

/// <summary>Under which headings operators are offered.</summary>
internal enum OperatorGroup
{
    Words,
    Timing,
    Combined,
}
