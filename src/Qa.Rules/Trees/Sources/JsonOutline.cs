using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Qa.Rules.Trees.Sources;

/// <summary>
/// Finds where each value of a JSON text stands. INVARIANT: only for a text that <c>JsonDocumentReader</c> has read, so
/// that its depth is bounded.
/// </summary>
internal ref struct JsonOutline
{
    private readonly ReadOnlySpan<byte> _utf8;
    private Utf8JsonReader _json;
    private int _bytes;
    private int _units;

    private JsonOutline(ReadOnlySpan<byte> utf8)
    {
        _utf8 = utf8;
        _json = new(utf8, new JsonReaderOptions { MaxDepth = TreeLimits.Depth * 2 });
    }

    public static SourceNode Of(string text)
    {
        var outline = new JsonOutline(Encoding.UTF8.GetBytes(text));
        outline._json.Read();
        return outline.Value();
    }

    private SourceNode Value()
    {
        var start = IndexOf((int)_json.TokenStartIndex);
        switch (_json.TokenType)
        {
            case JsonTokenType.StartObject:
                var entries = ImmutableArray.CreateBuilder<SourceEntry>();
                while (_json.Read() && _json.TokenType != JsonTokenType.EndObject)
                {
                    var key = Scalar();
                    _json.Read();
                    entries.Add(new(key, Value()));
                }

                return new SourceMapping(start, End(), false, SourceLayout.Flow, start, entries.DrainToImmutable());
            case JsonTokenType.StartArray:
                var items = ImmutableArray.CreateBuilder<SourceNode>();
                while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
                    items.Add(Value());
                return new SourceSequence(start, End(), false, SourceLayout.Flow, start, items.DrainToImmutable());
            default:
                return Scalar();
        }
    }

    private SourceScalar Scalar()
    {
        var isText = _json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;
        var start = IndexOf((int)_json.TokenStartIndex);

        // The reader counts the colon after a key, and blanks before it, as read; the value itself is what the text has.
        var length = _json.ValueSpan.Length + (isText ? 2 : 0);
        return new(start, IndexOf((int)_json.TokenStartIndex + length), false, isText ? SourceQuotes.Double : SourceQuotes.Plain);
    }

    private int End() => IndexOf((int)_json.TokenStartIndex) + 1;

    // Offsets never go back, so that a whole text costs one pass.
    private int IndexOf(int bytes)
    {
        _units += Encoding.UTF8.GetCharCount(_utf8[_bytes..bytes]);
        _bytes = bytes;
        return _units;
    }
}
