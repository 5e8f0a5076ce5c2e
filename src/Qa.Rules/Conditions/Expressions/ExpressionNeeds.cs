using System.Collections.Immutable;

namespace Qa.Rules.Conditions.Expressions;

/// <summary>What an expression must be given before it can be evaluated, decided from its text and not from a run of it.</summary>
internal sealed class ExpressionNeeds
{
    private readonly ImmutableArray<string>.Builder _names = ImmutableArray.CreateBuilder<string>();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    private ExpressionNeeds()
    {
    }

    public ImmutableArray<string> HitNames => _names.ToImmutable();

    public bool Timing { get; private set; }

    public static ExpressionNeeds Of(ExpressionNode root)
    {
        var needs = new ExpressionNeeds();
        needs.Visit(root);
        return needs;
    }

    private void Visit(ExpressionNode node)
    {
        switch (node)
        {
            case HitsNode hits when _seen.Add(hits.Name):
                _names.Add(hits.Name);
                break;
            case MetricNode metric:
                Timing |= metric.NeedsTiming;
                break;
            case UnaryNode unary:
                Visit(unary.Operand);
                break;
            case BinaryNode binary:
                Visit(binary.Left);
                Visit(binary.Right);
                break;
            case LogicalNode logical:
                foreach (var operand in logical.Operands)
                    Visit(operand);
                break;
        }
    }
}
