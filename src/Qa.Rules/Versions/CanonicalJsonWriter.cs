using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Qa.Rules.Versions;

/// <summary>Writes the pieces of RFC 8785, whatever model of values they come from.</summary>
internal readonly struct CanonicalJsonWriter(ArrayBufferWriter<byte> output)
{
    // The exception fallback refuses half a surrogate pair, which has no UTF-8 and so no canonical form.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly SearchValues<char> Escaped =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Select(static c => (char)c), '"', '\\']);

    public void Object<T>(ImmutableArray<T> members, Func<T, string> key, Action<CanonicalJsonWriter, T> writeValue)
    {
        var sorted = members.Sort((a, b) => string.CompareOrdinal(key(a), key(b)));
        output.Write("{"u8);
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i > 0)
            {
                if (string.Equals(key(sorted[i - 1]), key(sorted[i]), StringComparison.Ordinal))
                    throw new ArgumentException($"The key '{key(sorted[i])}' stands twice in an object.");
                output.Write(","u8);
            }

            String(key(sorted[i]));
            output.Write(":"u8);
            writeValue(this, sorted[i]);
        }

        output.Write("}"u8);
    }

    public void Array<T>(ImmutableArray<T> items, Action<CanonicalJsonWriter, T> write)
    {
        output.Write("["u8);
        for (var i = 0; i < items.Length; i++)
        {
            if (i > 0)
                output.Write(","u8);
            write(this, items[i]);
        }

        output.Write("]"u8);
    }

    public void Literal(ReadOnlySpan<byte> literal) => output.Write(literal);

    public void String(string text)
    {
        output.Write("\""u8);
        var rest = text.AsSpan();
        while (rest.IndexOfAny(Escaped) is >= 0 and var index)
        {
            Utf8.GetBytes(rest[..index], output);
            Escape(rest[index]);
            rest = rest[(index + 1)..];
        }

        Utf8.GetBytes(rest, output);
        output.Write("\""u8);
    }

    public void Number(double value) => Utf8.GetBytes(EcmaScriptNumber.ToText(value), output);

    private void Escape(char c)
    {
        output.Write(c switch
        {
            '"' => "\\\""u8,
            '\\' => "\\\\"u8,
            '\b' => "\\b"u8,
            '\t' => "\\t"u8,
            '\n' => "\\n"u8,
            '\f' => "\\f"u8,
            '\r' => "\\r"u8,
            _ => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")),
        });
    }
}
