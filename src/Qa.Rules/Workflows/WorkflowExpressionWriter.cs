using System.Globalization;
using System.Text;
using Qa.Rules.Conditions.Expressions;
using Qa.Rules.Interactions;

namespace Qa.Rules.Workflows;

/// <summary>
/// Writes an expression in RulesEngine's language, over <see cref="WorkflowInput"/>, as close to what was written as the same
/// result allows: comparisons and logic as they are; arithmetic as calls, for Dynamic LINQ calculates in binary, and
/// <c>truth(…)</c> and <c>value(…)</c> where it would judge types by its own rules.
/// </summary>
internal static class WorkflowExpressionWriter
{
    // The most digits that every long holds.
    private const int LongDigits = 18;

    public static string Write(ExpressionNode root)
    {
        var text = new StringBuilder();
        WriteTruth(text, root);
        return text.ToString();
    }

    /// <summary>Writes the node where a <c>bool</c> must stand.</summary>
    private static void WriteTruth(StringBuilder text, ExpressionNode node)
    {
        switch (node)
        {
            case LogicalNode logical:
                WriteRun(text, logical);
                break;
            case UnaryNode { Operator: UnaryOperator.Not } not:
                text.Append("!(");
                WriteTruth(text, not.Operand);
                text.Append(')');
                break;
            case BinaryNode { IsComparison: true } comparison:
                WriteComparison(text, comparison);
                break;
            case LiteralNode { Value.Kind: AttributeKind.Boolean } literal:
                WriteConstant(text, literal.Value, negative: false);
                break;
            default:
                WriteCall(text, "truth", node);
                break;
        }
    }

    private static void WriteRun(StringBuilder text, LogicalNode logical)
    {
        for (var i = 0; i < logical.Operands.Length; i++)
        {
            if (i > 0)
                text.Append(logical.Operator == LogicalOperator.And ? " && " : " || ");
            var inParentheses = logical.Operands[i] is LogicalNode;
            if (inParentheses)
                text.Append('(');
            WriteTruth(text, logical.Operands[i]);
            if (inParentheses)
                text.Append(')');
        }
    }

    /// <summary>At least one side must be a value of ours, or Dynamic LINQ compares two constants of its own.</summary>
    private static void WriteComparison(StringBuilder text, BinaryNode comparison)
    {
        var orders = comparison.Operator is not (BinaryOperator.Equal or BinaryOperator.NotEqual);
        WriteSide(text, comparison.Left, asValue: IsConstant(comparison.Right, out _, out _), orders);
        text.Append(' ').Append(ExpressionNames.Of(comparison.Operator)).Append(' ');
        WriteSide(text, comparison.Right, asValue: false, orders);
    }

    private static void WriteSide(StringBuilder text, ExpressionNode node, bool asValue, bool orders)
    {
        // Dynamic LINQ finds no operator that orders a value and a null literal.
        if (IsConstant(node, out var value, out _) && (asValue || (orders && value.Kind == AttributeKind.Absent)))
            WriteCall(text, "value", node);
        else
            WriteOperand(text, node, bareBoolean: false);
    }

    /// <summary>Writes the node where a value of any type may stand.</summary>
    private static void WriteOperand(StringBuilder text, ExpressionNode node, bool bareBoolean)
    {
        if (IsConstant(node, out var value, out var negative))
        {
            WriteConstant(text, value, negative);
            return;
        }

        switch (node)
        {
            case UnaryNode { Operator: UnaryOperator.Negate } negate:
                WriteCall(text, "negate", negate.Operand);
                break;
            case BinaryNode { IsComparison: false } arithmetic:
                WriteCall(text, NameOf(arithmetic.Operator), arithmetic.Left, arithmetic.Right);
                break;
            case HitsNode hits:
                text.Append("hits(");
                WriteText(text, hits.Name);
                text.Append(')');
                break;
            case AttributeNode attribute:
                text.Append("interaction.attributes[");
                WriteText(text, attribute.Key);
                text.Append(']');
                break;
            case FieldNode or MetricNode:
                text.Append(ExpressionWriter.Write(node));
                break;
            default:
                if (!bareBoolean)
                    text.Append("value(");
                WriteTruth(text, node);
                if (!bareBoolean)
                    text.Append(')');
                break;
        }
    }

    private static void WriteCall(StringBuilder text, string method, params ReadOnlySpan<ExpressionNode> arguments)
    {
        text.Append(method).Append('(');
        for (var i = 0; i < arguments.Length; i++)
        {
            if (i > 0)
                text.Append(", ");
            WriteOperand(text, arguments[i], bareBoolean: true);
        }

        text.Append(')');
    }

    /// <summary>Whether the node is a literal, or a number literal behind a minus.</summary>
    private static bool IsConstant(ExpressionNode node, out AttributeValue value, out bool negative)
    {
        negative = node is UnaryNode { Operator: UnaryOperator.Negate, Operand: LiteralNode { Value.Kind: AttributeKind.Number } };
        var literal = negative ? ((UnaryNode)node).Operand as LiteralNode : node as LiteralNode;
        value = literal?.Value ?? default;
        return literal is not null;
    }

    private static void WriteConstant(StringBuilder text, AttributeValue value, bool negative)
    {
        switch (value.Kind)
        {
            case AttributeKind.Absent:
                text.Append("null");
                break;
            case AttributeKind.Boolean:
                text.Append(value.Truth ? "true" : "false");
                break;
            case AttributeKind.Text:
                WriteText(text, value.Text!);
                break;
            default:
                WriteNumber(text, value, negative);
                break;
        }
    }

    /// <summary>As written where Dynamic LINQ's reading of it is this very number; else with the suffix of a decimal, or as text.</summary>
    private static void WriteNumber(StringBuilder text, AttributeValue number, bool negative)
    {
        var written = number.Text!;
        var sign = negative ? "-" : "";
        var isInteger = written.All(char.IsAsciiDigit);
        if (isInteger ? written.Length <= LongDigits : IsItsOwnDouble(written, number.Number))
            text.Append(sign).Append(written);
        else if (IsDecimal(written, number.Number))
            text.Append(sign).Append(written).Append('m');
        else
            text.Append("number(\"").Append(sign).Append(written).Append("\")");
    }

    private static bool IsItsOwnDouble(string written, ExactNumber number)
    {
        var nearest = double.Parse(written, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(nearest)
            && ExactNumber.TryParse(nearest.ToString("R", CultureInfo.InvariantCulture), out var read)
            && read == number;
    }

    private static bool IsDecimal(string written, ExactNumber number) =>
        decimal.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var nearest)
        && ExactNumber.TryParse(nearest.ToString(CultureInfo.InvariantCulture), out var read)
        && read == number;

    // Dynamic LINQ looks for the closing quote by one set of escapes and unescapes by another (that of regular expressions):
    // a code unit's number is what both read alike.
    private static void WriteText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var unit in value)
        {
            if (unit is '"' or '\\' || char.IsControl(unit))
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
            else
                text.Append(unit);
        }

        text.Append('"');
    }

    private static string NameOf(BinaryOperator arithmetic) => arithmetic switch
    {
        BinaryOperator.Add => "add",
        BinaryOperator.Subtract => "subtract",
        BinaryOperator.Multiply => "multiply",
        BinaryOperator.Divide => "divide",
        _ => throw new ArgumentOutOfRangeException(nameof(arithmetic)),
    };
}
