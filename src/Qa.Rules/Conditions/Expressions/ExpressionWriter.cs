using System.Text;
using Qa.Rules.Interactions;

namespace Qa.Rules.Conditions.Expressions;

/// <summary>Writes a tree as text with no more parentheses than its meaning needs.</summary>
internal static class ExpressionWriter
{
    // How tightly a node binds as an operand: || 0, && 1, then the levels of two-operand operators, signs, and what needs no parentheses.
    private const int OrLevel = 0;
    private const int AndLevel = 1;
    private const int FirstBinaryLevel = 2;
    private const int UnaryLevel = FirstBinaryLevel + (int)OperatorLevel.Product + 1;
    private const int PrimaryLevel = UnaryLevel + 1;

    public static string Write(ExpressionNode node)
    {
        var text = new StringBuilder();
        Write(text, node, OrLevel);
        return text.ToString();
    }

    private static void Write(StringBuilder text, ExpressionNode node, int atLeast)
    {
        var inParentheses = LevelOf(node) < atLeast;
        if (inParentheses)
            text.Append('(');
        WriteBare(text, node);
        if (inParentheses)
            text.Append(')');
    }

    private static int LevelOf(ExpressionNode node) => node switch
    {
        LogicalNode logical => logical.Operator == LogicalOperator.Or ? OrLevel : AndLevel,
        BinaryNode binary => FirstBinaryLevel + (int)ExpressionNames.LevelOf(binary.Operator),
        UnaryNode => UnaryLevel,
        _ => PrimaryLevel,
    };

    private static void WriteBare(StringBuilder text, ExpressionNode node)
    {
        switch (node)
        {
            case LiteralNode literal:
                WriteLiteral(text, literal.Value);
                break;
            case FieldNode field:
                text.Append("interaction.").Append(ExpressionNames.Of(field.Field));
                break;
            case AttributeNode attribute:
                text.Append("interaction.attributes[");
                StringLiteral.WriteJson(text, attribute.Key);
                text.Append(']');
                break;
            case MetricNode metric:
                text.Append("metrics.").Append(ExpressionNames.Of(metric.Metric));
                break;
            case HitsNode hits:
                text.Append("hits(");
                StringLiteral.WriteJson(text, hits.Name);
                text.Append(')');
                break;
            case UnaryNode unary:
                text.Append(unary.Operator == UnaryOperator.Not ? '!' : '-');
                Write(text, unary.Operand, UnaryLevel);
                break;
            case BinaryNode binary:
                Write(text, binary.Left, LevelOf(binary));
                text.Append(' ').Append(ExpressionNames.Of(binary.Operator)).Append(' ');
                Write(text, binary.Right, LevelOf(binary) + 1);
                break;
            case LogicalNode logical:
                WriteRun(text, logical);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(node));
        }
    }

    private static void WriteRun(StringBuilder text, LogicalNode logical)
    {
        var sign = logical.Operator == LogicalOperator.Or ? " || " : " && ";
        for (var i = 0; i < logical.Operands.Length; i++)
        {
            if (i > 0)
                text.Append(sign);
            Write(text, logical.Operands[i], LevelOf(logical) + 1);
        }
    }

    private static void WriteLiteral(StringBuilder text, AttributeValue value)
    {
        switch (value.Kind)
        {
            case AttributeKind.Absent:
                text.Append("null");
                break;
            case AttributeKind.Boolean:
                text.Append(value.Truth ? "true" : "false");
                break;
            case AttributeKind.Number:
                text.Append(value.Text);
                break;
            default:
                StringLiteral.WriteJson(text, value.Text!);
                break;
        }
    }
}
