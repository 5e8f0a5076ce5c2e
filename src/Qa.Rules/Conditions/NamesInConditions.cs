using System.Collections.Immutable;
using Qa.Rules.Conditions.Expressions;

namespace Qa.Rules.Conditions;

/// <summary>
/// Which named conditions a condition asks for, by <c>use</c> or <c>hits</c>, so that these can be seen to before it and a
/// chain of names never becomes a chain of calls.
/// </summary>
internal static class NamesInConditions
{
    /// <summary>Each name once. What a name stands for is not looked into, so this recurses only as deep as one condition.</summary>
    public static ImmutableArray<string> Of(Condition condition)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        Add(condition, names);
        return [.. names];
    }

    private static void Add(Condition condition, HashSet<string> names)
    {
        switch (condition)
        {
            case Use use:
                names.Add(use.Name);
                break;
            case Expr expr:
                names.UnionWith(ExpressionParser.Parse(expr.Text).HitNames);
                break;
            case All all:
                AddAll(all.Of, names);
                break;
            case Any any:
                AddAll(any.Of, names);
                break;
            case Not not:
                Add(not.Of, names);
                break;
            case Sequence sequence:
                AddAll(sequence.Of, names);
                break;
            case Lacking lacking:
                Add(lacking.Of, names);
                Add(lacking.Near, names);
                break;
            case TextCondition { Selection.Around: { } around }:
                Add(around.Of, names);
                break;
            default:
                break;
        }
    }

    private static void AddAll(ImmutableArray<Condition> conditions, HashSet<string> names)
    {
        foreach (var condition in conditions)
            Add(condition, names);
    }
}
