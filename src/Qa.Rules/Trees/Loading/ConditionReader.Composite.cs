using Qa.Rules.Conditions;
using Qa.Rules.Conditions.Expressions;

namespace Qa.Rules.Trees.Loading;

/// <content>The operators that put conditions together or refer to named ones.</content>
internal sealed partial class ConditionReader
{
    private static readonly KeySet SequenceKeys = new("of", "withinTurns");
    private static readonly KeySet LackingKeys = new("of", "near", "before", "after");
    private static readonly KeySet UnansweredKeys = new("ignore");

    private Condition Sequence(DocumentNode value)
    {
        if (Fields.Open(context, value, "sequence", SequenceKeys) is not { } inner)
            return StandIn;
        var steps = inner.Required("of") is { } list ? Conditions(list, "of") : [];
        int? withinTurns = inner["withinTurns"] is { } within ? context.Whole(within, "withinTurns", least: 0) : null;
        return new Sequence(steps, withinTurns);
    }

    private Condition Lacking(Fields fields, DocumentNode value)
    {
        var minHits = MinHits(fields);
        if (Fields.Open(context, value, "lacking", LackingKeys) is not { } inner)
            return StandIn;
        var (of, near) = (RequiredCondition(inner, "of"), RequiredCondition(inner, "near"));
        var before = WholeOr(inner, "before", least: 0, otherwise: 0);
        var after = WholeOr(inner, "after", least: 0, otherwise: 0);
        return new Lacking(of, near, before, after, minHits);
    }

    private Condition Unanswered(DocumentNode value)
    {
        if (Fields.Open(context, value, "unanswered", UnansweredKeys) is not { } inner)
            return StandIn;
        return new Unanswered(inner["ignore"] is { } list ? phrases.List(list, "ignore") : []);
    }

    private Use Use(DocumentNode value)
    {
        var name = context.Text(value, "use", "the name of a let condition");
        if (value is DocumentScalar { Kind: ScalarKind.String })
            Refer(name, value, "use");
        return new(name);
    }

    private Expr Expression(DocumentNode value)
    {
        var text = context.Text(value, "expr", "an expression");
        if (!IsToBeCompiled(value, "expr"))
            return new(text);
        var parse = ExpressionParser.Parse(text);
        if (parse.Error is { } error)
            context.Report(value.Position, "expr", error.Found, error.Expected);
        else
        {
            foreach (var name in parse.HitNames)
                Refer(name, value, "expr");
        }

        return new(text);
    }

    private void Refer(string name, DocumentNode value, string key)
    {
        if (letNames.Contains(name))
            _references?.Add(name);
        else
            context.Report(value.Position, key, Phrasing.Quote(name), $"the name of a let condition{context.Suggestion(name, letNames)}");
    }
}
