using System.Collections.Immutable;
using Qa.Rules.Conditions;

namespace Qa.Rules.Trees;

/// <summary>How much of what has a limit stands in a part of a tree (<see cref="TreeLimits"/>).</summary>
internal readonly record struct TreeTally(int Norms, int Phrases, int Conditions, int CompiledTexts)
{
    public static TreeTally Of(NormTree tree) => Sum(tree.Nodes, Of) + Sum(tree.Lets, static let => Of(let.Condition));

    public static TreeTally Of(TreeNode node) => node switch
    {
        Category category => Sum(category.Children, Of),
        Norm norm => new TreeTally(1, 0, 0, 0) + OfOptional(norm.When) + OfOptional(norm.Judgement.DecidingCondition),
        _ => throw new InvalidOperationException($"Unknown node {node.GetType().Name}."),
    };

    public static TreeTally operator +(TreeTally a, TreeTally b) =>
        new(a.Norms + b.Norms, a.Phrases + b.Phrases, a.Conditions + b.Conditions, a.CompiledTexts + b.CompiledTexts);

    public static TreeTally operator -(TreeTally a, TreeTally b) =>
        new(a.Norms - b.Norms, a.Phrases - b.Phrases, a.Conditions - b.Conditions, a.CompiledTexts - b.CompiledTexts);

    private static TreeTally OfOptional(Condition? condition) => condition is null ? default : Of(condition);

    private static TreeTally Of(Condition condition)
    {
        var own = new TreeTally(0, PhrasesOf(condition), 1, condition is RegexMatch or Expr ? 1 : 0);
        if (condition is TextCondition { Selection.Around: { } around })
            own += Of(around.Of);
        return condition switch
        {
            All all => own + Sum(all.Of, Of),
            Any any => own + Sum(any.Of, Of),
            Not not => own + Of(not.Of),
            Sequence sequence => own + Sum(sequence.Of, Of),
            Lacking lacking => own + Of(lacking.Of) + Of(lacking.Near),
            _ => own,
        };
    }

    private static int PhrasesOf(Condition condition) => condition switch
    {
        AnyOf anyOf => anyOf.Phrases.Length + anyOf.Except.Length,
        AllOf allOf => allOf.Phrases.Length,
        Similar similar => similar.Texts.Length,
        Unanswered unanswered => unanswered.Ignore.Length,
        _ => 0,
    };

    private static TreeTally Sum<T>(ImmutableArray<T> items, Func<T, TreeTally> tally)
    {
        var sum = default(TreeTally);
        foreach (var item in items)
            sum += tally(item);
        return sum;
    }
}
