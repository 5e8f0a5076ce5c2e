using System.Collections.Frozen;
using Qa.Rules.Conditions.Expressions;
using Qa.Rules.Interactions;

namespace Qa.Rules.Workflows;

/// <summary>
/// Reads an expression of a workflow into the tree of an <c>expr</c>. Names are taken in any case, as RulesEngine does by
/// default; parameters are replaced by what they stand for; the calls that the exporter writes become operators again.
/// </summary>
internal sealed class WorkflowExpressionReader : ExpressionReader
{
    private static readonly FrozenDictionary<string, string> KnownNames = new[]
    {
        "true", "false", "null", "hits", "interaction", "metrics", "attributes",
        "id", "channel", "businessLine", "agent",
        "turns", "agentTurns", "customerTurns", "durationSeconds", "silenceSeconds", "longestSilence", "agentShare",
        It, Value, Truth, Number, "negate", "add", "subtract", "multiply", "divide",
    }.ToFrozenDictionary(static name => name, StringComparer.OrdinalIgnoreCase);

    private const string It = "it";
    private const string Value = "value";
    private const string Truth = "truth";
    private const string Number = "number";

    /// <summary>The name that RulesEngine gives the one input of a workflow.</summary>
    private const string FirstInput = "input1";

    private readonly WorkflowScope _scope;

    private WorkflowExpressionReader(ExpressionLexer lexer, WorkflowScope scope)
        : base(lexer) => _scope = scope;

    public static ExpressionParse Read(string text, WorkflowScope scope) => text.Length > WorkflowBounds.MaximumExpressionLength
        ? new(null, ExpressionParser.TooLong(text.Length, WorkflowBounds.MaximumExpressionLength))
        : new WorkflowExpressionReader(new WorkflowExpressionLexer(text), scope).ReadAll();

    protected override string CanonicalName(string name) => KnownNames.GetValueOrDefault(name, name);

    /// <summary>Dynamic LINQ has one level of precedence for all comparisons.</summary>
    protected override BinaryOperator? OperatorOf(ExpressionToken token, OperatorLevel level) => level switch
    {
        OperatorLevel.Equality => base.OperatorOf(token, OperatorLevel.Equality) ?? base.OperatorOf(token, OperatorLevel.Relation),
        OperatorLevel.Relation => null,
        _ => base.OperatorOf(token, level),
    };

    protected override ExpressionNode? ReadName(ExpressionToken name)
    {
        if (_scope.TryFind(name.Value, out var tree))
            return ReadParameter(name, tree);
        if (_scope.AttributeInputs.Contains(name.Value))
            return ReadAttributeOf();
        var canonical = CanonicalName(name.Value);
        switch (canonical)
        {
            case It:
            case var input when string.Equals(input, FirstInput, StringComparison.OrdinalIgnoreCase):
                Advance();
                return Expect(".") ? ReadMember() : null;
            case Value or Truth:
                Advance();
                return Expect("(") && ReadInner() is { } inner && Expect(")") ? inner : null;
            case Number:
                Advance();
                return Expect("(") ? ReadQuotedNumber() : null;
            case "negate":
                Advance();
                return Expect("(") && ReadInner() is { } operand && Expect(")") ? Count(new UnaryNode(UnaryOperator.Negate, operand)) : null;
            case "add" or "subtract" or "multiply" or "divide":
                Advance();
                return ReadArithmetic(canonical);
            default:
                return base.ReadName(name with { Value = canonical });
        }
    }

    private ExpressionNode? ReadParameter(ExpressionToken name, ExpressionNode? tree)
    {
        if (tree is null)
            return Fail(name.Position, $"the parameter '{name.Value}', which could not be carried over", "one that was");
        Advance();
        return Count(tree);
    }

    private ExpressionNode? ReadAttributeOf()
    {
        Advance();
        if (!Expect("."))
            return null;
        if (Current.Kind != TokenKind.Name)
            return Unexpected("the name of an attribute");
        var key = Current.Value;
        Advance();
        return Count(new AttributeNode(key));
    }

    private ExpressionNode? ReadMember() => Current.Kind == TokenKind.Name
        && CanonicalName(Current.Value) is "interaction" or "metrics" or "hits" or Value or Truth or Number or "negate" or "add" or "subtract" or "multiply" or "divide"
        ? ReadName(Current)
        : Unexpected("interaction, metrics or hits");

    private ExpressionNode? ReadQuotedNumber()
    {
        var negative = Current.Value.StartsWith('-');
        var written = negative ? Current.Value[1..] : Current.Value;
        if (Current.Kind != TokenKind.Text || written.StartsWith('+') || !ExactNumber.TryParse(written, out var number))
            return Unexpected("a number in quotes");
        Advance();
        if (!Expect(")"))
            return null;
        var literal = new LiteralNode(AttributeValue.FromNumber(number, written));
        return Count(negative ? new UnaryNode(UnaryOperator.Negate, literal) : literal);
    }

    private ExpressionNode? ReadArithmetic(string name)
    {
        var @operator = name switch
        {
            "add" => BinaryOperator.Add,
            "subtract" => BinaryOperator.Subtract,
            "multiply" => BinaryOperator.Multiply,
            _ => BinaryOperator.Divide,
        };
        return Expect("(") && ReadInner() is { } left && Expect(",") && ReadInner() is { } right && Expect(")")
            ? Count(new BinaryNode(@operator, left, right))
            : null;
    }
}
