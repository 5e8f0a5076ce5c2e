using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Qa.Rules.Trees.Reading;

/// <summary>Reads strict JSON (RFC 8259) with the place of every key and value.</summary>
internal ref struct JsonDocumentReader
{
    // Depth is checked here, where it can be reported; the parser's own limit only must not come first.
    private const int ParserDepth = TreeLimits.Depth * 2;

    private readonly Dictionary<DocumentNode, ReadingProblem> _problems = [];
    private Utf8JsonReader _json;
    private TextCursor _cursor;
    private ReadingProblem? _failure;
    private int _values;

    private JsonDocumentReader(ReadOnlySpan<byte> utf8)
    {
        _json = new(utf8, new JsonReaderOptions { MaxDepth = ParserDepth });
        _cursor = new(utf8);
    }

    /// <summary>Null when the text is not JSON.</summary>
    public static DocumentReading? Read(SourceText source)
    {
        var reader = new JsonDocumentReader(source.Utf8.Span);
        try
        {
            reader._json.Read();
            if (reader.Value(depth: 0) is not { } root)
                return DocumentReading.Failed(reader._failure!);
            reader._json.Read();
            return DocumentReading.Of(root, reader._problems, isJson: true);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Null once something stops the reading.
    private DocumentNode? Value(int depth)
    {
        var position = TokenPosition();
        if (++_values > TreeLimits.Values)
            return Stop(ReadingProblem.TooMany(position));
        switch (_json.TokenType)
        {
            case JsonTokenType.StartObject:
                return depth < TreeLimits.Depth ? Mapping(position, depth + 1) : Stop(ReadingProblem.TooDeep(position));
            case JsonTokenType.StartArray:
                return depth < TreeLimits.Depth ? Sequence(position, depth + 1) : Stop(ReadingProblem.TooDeep(position));
            case JsonTokenType.String:
                return String(position);
            case JsonTokenType.Number:
                return new DocumentScalar(position, ScalarKind.Number, Encoding.ASCII.GetString(_json.ValueSpan));
            case JsonTokenType.True or JsonTokenType.False:
                return new DocumentScalar(position, ScalarKind.Boolean, _json.TokenType == JsonTokenType.True ? "true" : "false");
            default:
                return new DocumentScalar(position, ScalarKind.Null, "null");
        }
    }

    private DocumentMapping? Mapping(SourcePosition position, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<DocumentEntry>();
        ReadingProblem? problem = null;
        while (_json.Read() && _json.TokenType != JsonTokenType.EndObject)
        {
            var keyPosition = TokenPosition();
            problem ??= ProblemOfString(keyPosition, out _);
            var key = HasUnpairedSurrogate() ? "" : _json.GetString()!;
            _json.Read();
            if (Value(depth) is not { } value)
                return null;
            entries.Add(new(key, keyPosition, value));
        }

        var mapping = new DocumentMapping(position, entries.DrainToImmutable());
        if (problem is not null)
            _problems.Add(mapping, problem);
        return mapping;
    }

    private DocumentSequence? Sequence(SourcePosition position, int depth)
    {
        var items = ImmutableArray.CreateBuilder<DocumentNode>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (Value(depth) is not { } item)
                return null;
            items.Add(item);
        }

        return new(position, items.DrainToImmutable());
    }

    private DocumentScalar String(SourcePosition position)
    {
        var problem = ProblemOfString(position, out var text);
        var scalar = new DocumentScalar(position, problem is null ? ScalarKind.String : ScalarKind.Null, text);
        if (problem is not null)
            _problems.Add(scalar, problem);
        return scalar;
    }

    private readonly ReadingProblem? ProblemOfString(SourcePosition position, out string text)
    {
        text = "";
        if (HasUnpairedSurrogate())
            return ReadingProblem.UnpairedSurrogate(position);
        text = _json.GetString()!;
        return text.Contains('\0', StringComparison.Ordinal) ? ReadingProblem.Nul(position) : null;
    }

    // The parser would throw on these, which is too slow for a document full of them.
    private readonly bool HasUnpairedSurrogate()
    {
        if (!_json.ValueIsEscaped)
            return false;
        var rest = _json.ValueSpan;
        while (rest.IndexOf((byte)'\\') is >= 0 and var escape)
        {
            rest = rest[escape..];
            if (rest[1] != 'u')
            {
                rest = rest[2..];
                continue;
            }

            var unit = EscapedUnit(rest);
            rest = rest[6..];
            if (char.IsLowSurrogate(unit))
                return true;
            if (!char.IsHighSurrogate(unit))
                continue;
            if (rest is not [(byte)'\\', (byte)'u', ..] || !char.IsLowSurrogate(EscapedUnit(rest)))
                return true;
            rest = rest[6..];
        }

        return false;
    }

    // INVARIANT: the parser has checked that four hexadecimal digits follow "\u".
    private static char EscapedUnit(ReadOnlySpan<byte> escape) =>
        (char)ushort.Parse(escape.Slice(2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture);

    private SourcePosition TokenPosition() => _cursor.Advance((int)_json.TokenStartIndex);

    private DocumentNode? Stop(ReadingProblem failure)
    {
        _failure = failure;
        return null;
    }
}
