using Qa.Rules.Conditions.Expressions;
using Qa.Rules.Interactions;

namespace Qa.Rules.Tests.Conditions.Expressions;

/// <summary>
/// The meaning of an expression spelled out by walking its tree, an exception for what is not measurable. It is here only to
/// judge the compiled delegate by.
/// </summary>
internal static class NaiveEvaluator
{
    public static ExpressionResult Evaluate(ExpressionNode root, IExpressionInput input)
    {
        try
        {
            return Truth(Value(root, input)) ? ExpressionResult.True : ExpressionResult.False;
        }
        catch (NotMeasurableException)
        {
            return ExpressionResult.NotMeasurable;
        }
    }

    // A value is null, a string, a bool or an ExactNumber.
    private static object? Value(ExpressionNode node, IExpressionInput input) => node switch
    {
        LiteralNode literal => Plain(literal.Value),
        AttributeNode attribute => Plain(input.Attribute(attribute.Key)),
        FieldNode field => field.Field switch
        {
            InteractionField.Id => input.Id,
            InteractionField.Channel => input.Channel == Channel.Voice ? "voice" : input.Channel == Channel.Chat ? "chat" : "email",
            InteractionField.BusinessLine => input.BusinessLine,
            _ => input.AgentId,
        },
        MetricNode metric => Measure(metric.Metric, input),
        HitsNode hits => ExactNumber.FromInteger(input.Hits(hits.Name, out var unknown) is var count && unknown ? throw new NotMeasurableException() : count),
        UnaryNode { Operator: UnaryOperator.Not } not => !Truth(Value(not.Operand, input)),
        UnaryNode negate => ExactNumber.FromInteger(0) - Number(Value(negate.Operand, input)),
        LogicalNode { Operator: LogicalOperator.And } and => and.Operands.All(operand => Truth(Value(operand, input))),
        LogicalNode or => or.Operands.Any(operand => Truth(Value(operand, input))),
        BinaryNode binary => Apply(binary.Operator, Value(binary.Left, input), Value(binary.Right, input)),
        _ => throw new InvalidOperationException(),
    };

    private static object Apply(BinaryOperator @operator, object? left, object? right) => @operator switch
    {
        BinaryOperator.Equal => Equals(left, right),
        BinaryOperator.NotEqual => !Equals(left, right),
        BinaryOperator.Less => Order(left, right) is < 0,
        BinaryOperator.LessOrEqual => Order(left, right) is <= 0,
        BinaryOperator.Greater => Order(left, right) is > 0,
        BinaryOperator.GreaterOrEqual => Order(left, right) is >= 0,
        BinaryOperator.Add => Number(left) + Number(right),
        BinaryOperator.Subtract => Number(left) - Number(right),
        BinaryOperator.Multiply => Number(left) * Number(right),
        _ => Number(left) / (Number(right).IsZero ? throw new NotMeasurableException() : Number(right)),
    };

    private static int? Order(object? left, object? right) => (left, right) switch
    {
        (null, _) or (_, null) => null,
        (string a, string b) => string.CompareOrdinal(a, b),
        (ExactNumber a, ExactNumber b) => a.CompareTo(b),
        _ => throw new NotMeasurableException(),
    };

    private static ExactNumber Measure(Metric metric, IExpressionInput input) => metric switch
    {
        Metric.Turns => ExactNumber.FromInteger(input.Turns),
        Metric.AgentTurns => ExactNumber.FromInteger(input.AgentTurns),
        Metric.CustomerTurns => ExactNumber.FromInteger(input.CustomerTurns),
        Metric.DurationSeconds => ExactNumber.FromFraction(input.DurationMilliseconds, 1000),
        Metric.SilenceSeconds => ExactNumber.FromFraction(input.SilenceMilliseconds, 1000),
        Metric.LongestSilence => ExactNumber.FromFraction(input.LongestSilenceMilliseconds, 1000),
        _ when input.AgentSpeechMilliseconds + input.CustomerSpeechMilliseconds == 0 => ExactNumber.FromInteger(0),
        _ => ExactNumber.FromFraction(
            input.AgentSpeechMilliseconds,
            input.AgentSpeechMilliseconds + input.CustomerSpeechMilliseconds),
    };

    private static object? Plain(AttributeValue value) => value.Kind switch
    {
        AttributeKind.Absent => null,
        AttributeKind.Text => value.Text,
        AttributeKind.Number => value.Number,
        _ => value.Truth,
    };

    private static bool Truth(object? value) => value is bool truth ? truth : throw new NotMeasurableException();

    private static ExactNumber Number(object? value) => value is ExactNumber number ? number : throw new NotMeasurableException();

    private sealed class NotMeasurableException : Exception;
}
