using System.Collections.Immutable;

namespace Qa.Rules.Matching;

/// <summary>
/// What can be told of a pattern without running it: whether it keeps our bounds, and which literals every match contains.
/// It reads only the shape of the pattern; whether the details are right is for the engine itself to say, so whatever
/// is not understood here counts as "any text" and never as an error.
/// </summary>
internal sealed class RegexOutline
{
    private readonly string _pattern;
    private int _position;
    private int _alternatives = 1;

    private RegexOutline(string pattern) => _pattern = pattern;

    public LinearRegexError? Error { get; private set; }

    public ImmutableArray<RequiredLiterals> Required { get; private set; } = [];

    /// <summary>No shorter text matches.</summary>
    public long LeastLength { get; private set; }

    public static RegexOutline Of(string pattern)
    {
        var outline = new RegexOutline(pattern);
        var whole = outline.ReadAlternation();
        if (outline.Error is null && whole.Size > LinearRegex.MaximumExpandedSize)
        {
            outline.Error = new(
                0, $"a pattern of {whole.Size} characters when its repeats are written out", $"at most {LinearRegex.MaximumExpandedSize}");
        }

        // A '\0' parts the turns in the buffer that is searched, so no literal may hold one.
        var searchable = RequiredLiterals.Merge(whole.Required)
            .Where(set => set.Members.All(literal => !literal.Contains('\0', StringComparison.Ordinal)))
            .OrderByDescending(set => set.InARow).ThenBy(set => set.Members.Length)
            .ToArray();

        // Single characters are said so often that looking for them costs more than it saves where there is a longer literal,
        // and for others beside a row of them.
        var rare = searchable.Where(set => set.LeastLength > 1).ToArray();
        outline.Required = rare.Length > 0
            ? [.. rare.Take(LinearRegex.MaximumRequiredSets)]
            : [.. searchable.Take(searchable is [{ InARow: > 1 }, ..] ? 1 : LinearRegex.MaximumRequiredSets)];
        outline.LeastLength = whole.Least;
        return outline;
    }

    /// <summary>A part of the pattern. Recursion is bounded by the pattern's length, <see cref="LinearRegex.MaximumLength"/>.</summary>
    private RegexPiece ReadAlternation()
    {
        var whole = ReadSequence();
        while (Error is null && _position < _pattern.Length && _pattern[_position] == '|')
        {
            var at = _position++;
            if (++_alternatives > LinearRegex.MaximumAlternatives)
                Error ??= new(at, $"more than {LinearRegex.MaximumAlternatives} alternatives", $"at most {LinearRegex.MaximumAlternatives}; use anyOf for word lists");
            whole = whole.Or(ReadSequence());
        }

        return whole;
    }

    private RegexPiece ReadSequence()
    {
        var sequence = RegexPiece.Sequence.Empty;
        while (Error is null && _position < _pattern.Length && _pattern[_position] is not ('|' or ')'))
            sequence = sequence.Then(ReadRepeat(ReadAtom()));
        return sequence.ToPiece();
    }

    private RegexPiece ReadRepeat(RegexPiece atom)
    {
        while (Error is null && _position < _pattern.Length)
        {
            var least = 0;
            var most = 1;
            switch (_pattern[_position])
            {
                case '*' or '+':
                    least = _pattern[_position++] == '+' ? 1 : 0;
                    break;
                case '?':
                    _position++;
                    break;
                case '{' when TryReadCounts(out least, out most):
                    break;
                default:
                    return atom;
            }

            if (_position < _pattern.Length && _pattern[_position] == '?')
                _position++;
            atom = atom.Repeated(least, Math.Max(most, 1));
        }

        return atom;
    }

    private bool TryReadCounts(out int least, out int most)
    {
        least = most = 0;
        var close = _pattern.IndexOf('}', _position);
        if (close < 0)
            return false;
        var inside = _pattern.AsSpan(_position + 1, close - _position - 1);
        var comma = inside.IndexOf(',');
        var lowText = comma < 0 ? inside : inside[..comma];
        if (!TryReadCount(lowText, out least))
            return false;
        most = least;
        if (comma >= 0)
        {
            var highText = inside[(comma + 1)..];
            if (highText.Length > 0 && !TryReadCount(highText, out most))
                return false;
        }

        _position = close + 1;
        return true;
    }

    // A count with more digits than an int holds is taken as the largest: it is over every bound either way.
    private static bool TryReadCount(ReadOnlySpan<char> digits, out int count)
    {
        count = 0;
        if (digits.Length == 0)
            return false;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
                return false;
            count = count > LinearRegex.MaximumExpandedSize * 10 ? count : count * 10 + (digit - '0');
        }

        return true;
    }

    private RegexPiece ReadAtom()
    {
        var start = _position;
        var character = _pattern[_position++];
        switch (character)
        {
            case '(':
                return ReadGroup(start);
            case '[':
                SkipClass();
                return RegexPiece.OneOf(RegexClass.Members(_pattern.AsSpan(start + 1, Math.Max(0, _position - start - 2))));
            case '\\':
                return ReadEscape(start);
            case '.':
                return RegexPiece.AnyCharacter;
            case '^' or '$':
                return RegexPiece.Nothing;
            default:
                return RegexPiece.Literal(character);
        }
    }

    private RegexPiece ReadGroup(int start)
    {
        if (_position < _pattern.Length && _pattern[_position] == '?')
        {
            _position++;
            var rest = _pattern.AsSpan(_position);
            if (rest.StartsWith(":"))
                _position++;
            else if (rest.StartsWith("<") && !rest.StartsWith("<=") && !rest.StartsWith("<!") && rest.Contains('>'))
                _position += rest.IndexOf('>') + 1;
            else
                Error ??= new(start, $"'(?{(rest.Length > 0 ? rest[..1] : rest)}'", "no look-around, atomic group, condition, comment or inline flag: only (…), (?:…) and (?<name>…)");
        }

        var inside = ReadAlternation();
        if (_position < _pattern.Length)
            _position++;
        return inside;
    }

    private void SkipClass()
    {
        // A ']' that stands first is a member of the class; subtraction nests one class in another.
        if (_position < _pattern.Length && _pattern[_position] == '^')
            _position++;
        if (_position < _pattern.Length && _pattern[_position] == ']')
            _position++;
        while (_position < _pattern.Length)
        {
            var character = _pattern[_position++];
            if (character == ']')
                return;
            if (character == '\\')
                _position++;
            else if (character == '[' && _pattern[_position - 2] == '-')
                SkipClass();
        }

        _position = Math.Min(_position, _pattern.Length);
    }

    private RegexPiece ReadEscape(int start)
    {
        if (_position >= _pattern.Length)
            return RegexPiece.Nothing;
        var escaped = _pattern[_position++];
        switch (escaped)
        {
            case >= '1' and <= '9' or 'k':
                Error ??= new(start, $"the back-reference '\\{escaped}'", "a pattern that a linear-time engine can run");
                return RegexPiece.Nothing;
            case 'b' or 'B' or 'A' or 'z' or 'Z' or 'G':
                return RegexPiece.Nothing;
            case 'p' or 'P':
                var close = _pattern.IndexOf('}', _position);
                _position = close < 0 ? _pattern.Length : close + 1;
                return RegexPiece.AnyCharacter;
            case 'x' or 'u' or 'c' or '0':
                // Hexadecimal, control and octal escapes: a few characters that the engine reads; here any text will do.
                _position = Math.Min(_pattern.Length, _position + escaped switch { 'x' => 2, 'u' => 4, 'c' => 1, _ => 0 });
                while (escaped == '0' && _position < _pattern.Length && _pattern[_position] is >= '0' and <= '7')
                    _position++;
                return RegexPiece.AnyCharacter;
            default:
                return char.IsAsciiLetterOrDigit(escaped) ? RegexPiece.AnyCharacter : RegexPiece.Literal(escaped);
        }
    }
}
