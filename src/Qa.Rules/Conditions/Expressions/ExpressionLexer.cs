using Qa.Rules.Interactions;

namespace Qa.Rules.Conditions.Expressions;

/// <summary>
/// Cuts a text into tokens, one at a time and from left to right. It knows no names: what a name may be is the parser's to say.
/// An error is kept and ends the reading.
/// </summary>
internal class ExpressionLexer(string text)
{
    private static readonly string[] TwoUnitSymbols = ["==", "!=", "<=", ">=", "&&", "||"];

    private int _position;

    /// <summary>The first error, or null.</summary>
    public ExpressionError? Error { get; private set; }

    protected string Source { get; } = text;

    /// <summary>The next token; <see cref="TokenKind.End"/> at the end and after an error.</summary>
    public ExpressionToken Next()
    {
        while (_position < Source.Length && Source[_position] is ' ' or '\t' or '\r' or '\n')
            _position++;
        if (_position == Source.Length || Error is not null)
            return new(TokenKind.End, _position, 0, "");
        var first = Source[_position];
        if (char.IsAsciiLetter(first) || first == '_')
            return ReadName();
        if (char.IsAsciiDigit(first))
            return ReadNumber();
        return first == '"' ? ReadText() : ReadSymbol();
    }

    /// <summary>The sign that stands at a place, and the units of the source that it takes; null for none.</summary>
    protected virtual (string Symbol, int Length)? SymbolAt(int position)
    {
        foreach (var symbol in TwoUnitSymbols)
        {
            if (string.CompareOrdinal(Source, position, symbol, 0, symbol.Length) == 0)
                return (symbol, symbol.Length);
        }

        return OneUnitSymbol(Source[position]) is { } single ? (single, 1) : null;
    }

    /// <summary>The sign that a word stands for; null when it is a name.</summary>
    protected virtual string? SymbolOfWord(string word) => null;

    /// <summary>The length of what stands after a number's digits and belongs to it.</summary>
    protected virtual int NumberSuffixLength(int position) => 0;

    /// <summary>Reads the string literal at <paramref name="position"/>.</summary>
    protected virtual StringLiteral ReadTextAt(int position) => StringLiteral.ReadJson(Source, position);

    private static string? OneUnitSymbol(char unit) => unit switch
    {
        '<' => "<",
        '>' => ">",
        '!' => "!",
        '+' => "+",
        '-' => "-",
        '*' => "*",
        '/' => "/",
        '(' => "(",
        ')' => ")",
        '[' => "[",
        ']' => "]",
        '.' => ".",
        ',' => ",",
        _ => null,
    };

    private ExpressionToken ReadName()
    {
        var start = _position;
        while (_position < Source.Length && (char.IsAsciiLetterOrDigit(Source[_position]) || Source[_position] == '_'))
            _position++;
        var word = Source[start.._position];
        return SymbolOfWord(word) is { } symbol ? Token(TokenKind.Symbol, start, symbol) : Token(TokenKind.Name, start, word);
    }

    /// <summary>JSON's form of a number, without its sign.</summary>
    private ExpressionToken ReadNumber()
    {
        var start = _position;
        SkipDigits();
        if (Source[start] == '0' && _position > start + 1)
            return Fail(start, $"'{Source[start.._position]}'", "a number without leading zeros");
        if (Peek('.'))
        {
            _position++;
            if (!SkipDigits())
                return Fail(_position, DescribeAt(_position), "a digit after the decimal point");
        }

        if (Peek('e') || Peek('E'))
        {
            _position++;
            if (Peek('+') || Peek('-'))
                _position++;
            if (!SkipDigits())
                return Fail(_position, DescribeAt(_position), "the digits of the exponent");
        }

        var written = Source[start.._position];
        if (!ExactNumber.TryParse(written, out _))
            return Fail(start, "a number out of bounds", NumberBounds);
        _position += NumberSuffixLength(_position);
        return Token(TokenKind.Number, start, written);
    }

    private static string NumberBounds { get; } = string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"at most {ExactNumber.MaximumLength} digits and an exponent of at most {ExactNumber.MaximumExponent}");

    private ExpressionToken ReadText()
    {
        var start = _position;
        var literal = ReadTextAt(start);
        if (literal.Error is { } error)
            return Fail(error.Position, error.Found, error.Expected);
        _position = literal.End;
        return Token(TokenKind.Text, start, literal.Value);
    }

    private ExpressionToken ReadSymbol()
    {
        if (SymbolAt(_position) is not { } found)
            return Fail(_position, DescribeAt(_position), "a name, a number, a string or an operator");
        var start = _position;
        _position += found.Length;
        return Token(TokenKind.Symbol, start, found.Symbol);
    }

    private ExpressionToken Token(TokenKind kind, int start, string value) => new(kind, start, _position - start, value);

    private ExpressionToken Fail(int position, string found, string expected)
    {
        Error = new(position, found, expected);
        return new(TokenKind.End, position, 0, "");
    }

    private bool SkipDigits()
    {
        var start = _position;
        while (_position < Source.Length && char.IsAsciiDigit(Source[_position]))
            _position++;
        return _position > start;
    }

    private bool Peek(char expected) => _position < Source.Length && Source[_position] == expected;

    private string DescribeAt(int position)
    {
        if (position == Source.Length)
            return "the end";
        var length = char.IsSurrogatePair(Source, position) ? 2 : 1;
        return $"'{Source.Substring(position, length)}'";
    }
}
