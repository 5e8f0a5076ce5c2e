using System.Collections.Immutable;
using System.Globalization;
using Qa.Rules.Interactions;

namespace Qa.Rules.Conditions.Expressions;

/// <summary>
/// Recursive descent over the tokens of one text, by the precedence of C#. Each reading method returns null once there is an
/// error; the first error stands.
/// </summary>
internal class ExpressionReader
{
    private readonly ExpressionLexer _lexer;
    private ExpressionError? _error;
    private int _depth;

    public ExpressionReader(ExpressionLexer lexer)
    {
        _lexer = lexer;
        Current = lexer.Next();
    }

    protected ExpressionToken Current { get; private set; }

    public ExpressionParse ReadAll()
    {
        var root = ReadOr();
        if (root is not null && Current.Kind != TokenKind.End)
            root = Unexpected("an operator or the end");
        return (_lexer.Error ?? _error) is { } error ? new(null, error) : new(root, null);
    }

    /// <summary>Reads an expression inside another: the only way down but for signs, so that no input recurses beyond the bound.</summary>
    protected ExpressionNode? ReadInner()
    {
        if (!Enter())
            return null;
        var inner = ReadOr();
        _depth--;
        return inner;
    }

    private ExpressionNode? ReadOr() => ReadRun(LogicalOperator.Or, "||", static reader => reader.ReadAnd());

    /// <summary>A literal, a name with what belongs to it, or parentheses.</summary>
    private ExpressionNode? ReadPrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number when ExactNumber.TryParse(token.Value, out var number):
                return Take(new LiteralNode(AttributeValue.FromNumber(number, token.Value)));
            case TokenKind.Text:
                return Take(new LiteralNode(AttributeValue.FromText(token.Value)));
            case TokenKind.Name:
                return ReadName(token);
            case TokenKind.Symbol when token.Is("("):
                return ReadParentheses();
            default:
                return Unexpected("a value, a name or '('");
        }
    }

    protected virtual ExpressionNode? ReadName(ExpressionToken name)
    {
        switch (name.Value)
        {
            case "true" or "false":
                return Take(new LiteralNode(AttributeValue.FromBoolean(name.Value.Length == 4)));
            case "null":
                return Take(new LiteralNode(default));
            case "hits":
                Advance();
                return Expect("(") && ReadQuotedName() is { } condition && Expect(")") ? Count(new HitsNode(condition)) : null;
            case "interaction":
                Advance();
                return Expect(".") ? ReadField() : null;
            case "metrics":
                Advance();
                return Expect(".") ? ReadMetric() : null;
            default:
                return Unexpected("interaction, metrics, hits, true, false or null");
        }
    }

    protected ExpressionNode? ReadField()
    {
        if (Is("attributes"))
        {
            Advance();
            return Expect("[") && ReadQuotedName() is { } key && Expect("]") ? Count(new AttributeNode(key)) : null;
        }

        return ExpressionNames.Field(NameHere) is { } field
            ? Take(new FieldNode(field))
            : Unexpected(ExpressionNames.Fields + " or attributes[\"…\"]");
    }

    protected ExpressionNode? ReadMetric() => ExpressionNames.Metric(NameHere) is { } metric
        ? Take(new MetricNode(metric))
        : Unexpected(ExpressionNames.Metrics);

    /// <summary>Which operator of two operands the token is, if it is one that binds as tightly as <paramref name="level"/>.</summary>
    protected virtual BinaryOperator? OperatorOf(ExpressionToken token, OperatorLevel level) =>
        token.Kind == TokenKind.Symbol ? ExpressionNames.Operator(token.Value, level) : null;

    private static UnaryOperator? UnaryOf(ExpressionToken token) => token.Kind != TokenKind.Symbol ? null : token.Value switch
    {
        "!" => UnaryOperator.Not,
        "-" => UnaryOperator.Negate,
        _ => null,
    };

    protected virtual string CanonicalName(string name) => name;

    protected void Advance() => Current = _lexer.Next();

    protected ExpressionNode? Unexpected(string expected)
    {
        _error ??= new(Current.Position, Current.Describe(), expected);
        return null;
    }

    protected ExpressionNode? Fail(int position, string found, string expected)
    {
        _error ??= new(position, found, expected);
        return null;
    }

    protected bool Expect(string symbol)
    {
        if (!Current.Is(symbol))
            return Unexpected($"'{symbol}'") is not null;
        Advance();
        return true;
    }

    /// <summary>Every node passes here, so that neither the number of nodes nor the height of the tree outgrows its bound.</summary>
    protected ExpressionNode? Count(ExpressionNode node)
    {
        if (node.Size > ExpressionParser.MaximumNodes)
            return Fail(Current.Position, "too many values and operators", Bound(ExpressionParser.MaximumNodes, "of them"));
        return node.Height > ExpressionParser.MaximumDepth ? TooDeep() : node;
    }

    private ExpressionNode? ReadParentheses()
    {
        Advance();
        return ReadInner() is { } inner && Expect(")") ? inner : null;
    }

    private string NameHere => Current.Kind == TokenKind.Name ? CanonicalName(Current.Value) : "";

    private bool Is(string name) => string.Equals(NameHere, name, StringComparison.Ordinal);

    private ExpressionNode? Take(ExpressionNode node)
    {
        Advance();
        return Count(node);
    }

    private string? ReadQuotedName()
    {
        if (Current.Kind != TokenKind.Text)
        {
            Unexpected("a string");
            return null;
        }

        var name = Current.Value;
        Advance();
        return name;
    }

    private ExpressionNode? ReadAnd() =>
        ReadRun(LogicalOperator.And, "&&", static reader => reader.ReadBinary(OperatorLevel.Equality));

    private ExpressionNode? ReadRun(LogicalOperator @operator, string symbol, Func<ExpressionReader, ExpressionNode?> readOperand)
    {
        var first = readOperand(this);
        if (first is null || !Current.Is(symbol))
            return first;
        var operands = ImmutableArray.CreateBuilder<ExpressionNode>();
        Append(operands, first, @operator);
        while (Current.Is(symbol))
        {
            Advance();
            if (readOperand(this) is not { } operand)
                return null;
            Append(operands, operand, @operator);
        }

        return Count(new LogicalNode(@operator, operands.ToImmutable()));
    }

    // (a && b) && c and a && (b && c) mean a && b && c: same order, same early stop.
    private static void Append(ImmutableArray<ExpressionNode>.Builder operands, ExpressionNode operand, LogicalOperator @operator)
    {
        if (operand is LogicalNode inner && inner.Operator == @operator)
            operands.AddRange(inner.Operands);
        else
            operands.Add(operand);
    }

    private ExpressionNode? ReadBinary(OperatorLevel level)
    {
        var left = ReadOperand(level);
        while (left is not null && OperatorOf(Current, level) is { } @operator)
        {
            Advance();
            left = ReadOperand(level) is { } right ? Count(new BinaryNode(@operator, left, right)) : null;
        }

        return left;
    }

    private ExpressionNode? ReadOperand(OperatorLevel level) =>
        level == OperatorLevel.Product ? ReadUnary() : ReadBinary(level + 1);

    private ExpressionNode? ReadUnary()
    {
        if (UnaryOf(Current) is not { } @operator)
            return ReadPrimary();
        Advance();
        if (!Enter())
            return null;
        var operand = ReadUnary();
        _depth--;
        return operand is null ? null : Count(new UnaryNode(@operator, operand));
    }

    private bool Enter() => ++_depth <= ExpressionParser.MaximumDepth || TooDeep() is not null;

    private ExpressionNode? TooDeep() => Fail(Current.Position, "too deep a nesting", Bound(ExpressionParser.MaximumDepth, "levels"));

    private static string Bound(int maximum, string what) => string.Create(CultureInfo.InvariantCulture, $"at most {maximum} {what}");
}
