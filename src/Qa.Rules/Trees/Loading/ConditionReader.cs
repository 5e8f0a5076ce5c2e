using System.Collections.Immutable;
using Qa.Rules.Conditions;

namespace Qa.Rules.Trees.Loading;

/// <summary>
/// Reads conditions. This part finds the one operator of a mapping and what may stand beside it; each family of
/// operators has its own file.
/// </summary>
internal sealed partial class ConditionReader(LoadContext context, PhraseReader phrases, IReadOnlySet<string> letNames, TreeTally before)
{
    private static readonly Condition StandIn = new Use("");

    // Names of let conditions that what is being read refers to; null while nobody asks.
    private HashSet<string>? _references;
    private int _conditions = before.Conditions;
    private int _compiledTexts = before.CompiledTexts;

    /// <param name="key">The key that holds the condition; errors of the condition as a whole are reported under it.</param>
    public Condition Read(DocumentNode node, string key)
    {
        if (Fields.Open(context, node, key, ConditionKeys.All) is not { } fields)
            return StandIn;
        var operators = ConditionKeys.Operators.Where(fields.Has).ToList();
        if (operators.Count != 1)
        {
            if (operators.Count > 1 || !fields.HasUnknownKey)
                context.Report(fields.Position, key, operators.Count == 0 ? "no operator" : string.Join(" and ", operators), "exactly one operator");
            foreach (var name in operators)
                Read(name, Alone(fields, name));
            return StandIn;
        }

        if (++_conditions == TreeLimits.Conditions + 1)
            context.Report(fields.Position, key, "too many conditions", $"at most {TreeLimits.Conditions}");
        CheckModifiers((DocumentMapping)node, operators[0]);
        return Read(operators[0], fields);
    }

    /// <summary>Reads the condition of a let, and adds the names it refers to.</summary>
    public Condition Read(DocumentNode node, string key, HashSet<string> references)
    {
        _references = references;
        var condition = Read(node, key);
        _references = null;
        return condition;
    }

    private Condition Read(string name, Fields fields)
    {
        var value = fields[name]!;
        return name switch
        {
            "anyOf" => AnyOf(fields, value),
            "allOf" => new AllOf(phrases.List(value, name), Selection(fields)),
            "regex" => Regex(fields, value),
            "similar" => Similar(fields, value),
            "repeat" => Repeat(fields, value),
            "silence" => Silence(fields, value),
            "interruption" => Interruption(fields, value),
            "speechRate" => SpeechRate(fields, value),
            "responseTime" => ResponseTime(value),
            "loudness" => Loudness(fields, value),
            "duration" => Duration(value),
            "turnCount" => TurnCount(fields, value),
            "all" => new All(Conditions(value, name)),
            "any" => new Any(Conditions(value, name)),
            "not" => new Not(Read(value, name)),
            "sequence" => Sequence(value),
            "lacking" => Lacking(fields, value),
            "unanswered" => Unanswered(value),
            "use" => Use(value),
            "expr" => Expression(value),
            _ => throw new InvalidOperationException($"The operator '{name}' has no reader."),
        };
    }

    private void CheckModifiers(DocumentMapping mapping, string name)
    {
        var allowed = ConditionKeys.Modifiers[name];
        foreach (var entry in mapping.Entries)
        {
            if (ConditionKeys.IsOperator(entry.Key) || ConditionKeys.All.IndexOf(entry.Key) < 0 || allowed.Contains(entry.Key))
                continue;
            var expected = allowed.Length == 0 ? $"nothing beside '{name}'" : $"only {Phrasing.OneOf(allowed)} beside '{name}'";
            context.Report(entry.KeyPosition, entry.Key, Phrasing.Quote(entry.Key), expected);
        }
    }

    // One of several operators by itself: its own value can be read, but nobody knows whose the modifiers are.
    private Fields Alone(Fields fields, string name)
    {
        var value = fields[name]!;
        var mapping = new DocumentMapping(fields.Position, [new(name, fields.KeyPosition(name), value)]);
        return Fields.Open(context, mapping, name, ConditionKeys.All)!;
    }

    private ImmutableArray<Condition> Conditions(DocumentNode node, string key)
    {
        var conditions = ImmutableArray.CreateBuilder<Condition>();
        foreach (var item in PhraseReader.Items(context, node, key, "conditions"))
        {
            if (context.IsFull || _conditions > TreeLimits.Conditions)
                break;
            conditions.Add(Read(item, key));
        }

        return conditions.DrainToImmutable();
    }

    // True, so long as there are not too many of them, where there is a text that is to be compiled.
    private bool IsToBeCompiled(DocumentNode value, string key)
    {
        if (value is not DocumentScalar { Kind: ScalarKind.String })
            return false;
        if (++_compiledTexts == TreeLimits.CompiledTexts + 1)
            context.Report(value.Position, key, "too many patterns and expressions", $"at most {TreeLimits.CompiledTexts}");
        return _compiledTexts <= TreeLimits.CompiledTexts;
    }

    private int MinHits(Fields fields) => WholeOr(fields, "minHits", least: 1, otherwise: 1);

    private int WholeOr(Fields fields, string key, int least, int otherwise) =>
        fields[key] is { } value ? context.Whole(value, key, least) : otherwise;

    private int RequiredWhole(Fields fields, string key) =>
        fields.Required(key) is { } value ? context.Whole(value, key, least: 1) : 1;

    private long RequiredMilliseconds(Fields fields, string key) =>
        fields.Required(key) is { } value ? context.Milliseconds(value, key) : 0;

    private T RequiredChoice<T>(Fields fields, string key, Choices<T> choices)
        where T : struct => fields.Required(key) is { } value ? context.Choice(value, key, choices) : default;

    private Condition RequiredCondition(Fields fields, string key) =>
        fields.Required(key) is { } value ? Read(value, key) : StandIn;
}
