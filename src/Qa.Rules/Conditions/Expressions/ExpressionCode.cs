using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Qa.Rules.Interactions;

namespace Qa.Rules.Conditions.Expressions;

/// <summary>
/// An expression as calls of <see cref="ExpressionRun"/>, in the language of RulesEngine. The text holds nothing that a person
/// wrote: strings and numbers go to a table of constants and are named by their place in it, so that nothing has to be
/// quoted, and no literal is read in binary.
/// </summary>
internal sealed class ExpressionCode
{
    /// <summary>Name of the parameter that is the <see cref="ExpressionRun"/>.</summary>
    public const string Run = "run";

    /// <summary>Name of the parameter that is the table of constants.</summary>
    public const string Constants = "constants";

    private readonly StringBuilder _text = new();
    private readonly ImmutableArray<AttributeValue>.Builder _table = ImmutableArray.CreateBuilder<AttributeValue>();

    private ExpressionCode()
    {
    }

    public string Text => _text.ToString();

    public ImmutableArray<AttributeValue> Table => _table.ToImmutable();

    public static ExpressionCode Of(ExpressionNode root)
    {
        var code = new ExpressionCode();
        code.WriteTruth(root);
        return code;
    }


    /// <summary>Writes the node as a <c>bool</c>.</summary>
    private void WriteTruth(ExpressionNode node)
    {
        switch (node)
        {
            case LogicalNode logical:
                WriteRun(logical.Operator == LogicalOperator.And ? " && " : " || ", logical.Operands.AsSpan());
                break;
            case UnaryNode { Operator: UnaryOperator.Not } not:
                _text.Append("!(");
                WriteTruth(not.Operand);
                _text.Append(')');
                break;
            case BinaryNode { IsComparison: true } comparison:
                WriteCall(comparison.Operator.ToString(), comparison.Left, comparison.Right);
                break;
            default:
                WriteCall(nameof(ExpressionRun.Truth), node);
                break;
        }
    }

    /// <summary>
    /// A run as a balanced tree of pairs: order and early stop are those of the chain, and the compiler behind it recurses
    /// to the logarithm of its length only.
    /// </summary>
    private void WriteRun(string sign, ReadOnlySpan<ExpressionNode> operands)
    {
        if (operands.Length == 1)
        {
            WriteTruth(operands[0]);
            return;
        }

        var half = operands.Length / 2;
        _text.Append('(');
        WriteRun(sign, operands[..half]);
        _text.Append(sign);
        WriteRun(sign, operands[half..]);
        _text.Append(')');
    }

    /// <summary>Writes the node as an <see cref="AttributeValue"/>.</summary>
    private void WriteValue(ExpressionNode node)
    {
        switch (node)
        {
            case LiteralNode literal:
                WriteConstant(literal.Value);
                break;
            case FieldNode field:
                WriteCall(field.Field.ToString());
                break;
            case MetricNode metric:
                WriteCall(metric.Metric.ToString());
                break;
            case AttributeNode attribute:
                WriteCall(nameof(ExpressionRun.Attribute), attribute.Key);
                break;
            case HitsNode hits:
                WriteCall(nameof(ExpressionRun.Hits), hits.Name);
                break;
            case UnaryNode { Operator: UnaryOperator.Negate } negate:
                WriteCall(nameof(ExpressionRun.Negate), negate.Operand);
                break;
            case BinaryNode { IsComparison: false } arithmetic:
                WriteCall(arithmetic.Operator.ToString(), arithmetic.Left, arithmetic.Right);
                break;
            default:
                _text.Append(Run).Append('.').Append(nameof(ExpressionRun.Value)).Append('(');
                WriteTruth(node);
                _text.Append(')');
                break;
        }
    }

    private void WriteCall(string method, params ReadOnlySpan<ExpressionNode> arguments)
    {
        _text.Append(Run).Append('.').Append(method).Append('(');
        for (var i = 0; i < arguments.Length; i++)
        {
            if (i > 0)
                _text.Append(", ");
            WriteValue(arguments[i]);
        }

        _text.Append(')');
    }

    private void WriteCall(string method, string name)
    {
        _text.Append(Run).Append('.').Append(method).Append('(');
        WriteConstant(AttributeValue.FromText(name));
        _text.Append(')');
    }

    private void WriteConstant(AttributeValue value)
    {
        _text.Append(Constants).Append('[').Append(_table.Count.ToString(CultureInfo.InvariantCulture)).Append(']');
        _table.Add(value);
    }
}
