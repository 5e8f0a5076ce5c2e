using System.Buffers;
using System.Collections.Immutable;
using Qa.Rules.Trees;

namespace Qa.Rules.Versions;

/// <summary>Writes objects and lists as RFC 8785 has them, whatever model of values they come from.</summary>
internal readonly struct CanonicalJsonWriter(ArrayBufferWriter<byte> output)
{
    public void Object<T>(ImmutableArray<T> members, Func<T, string> key, Action<CanonicalJsonWriter, T> writeValue)
    {
        var sorted = members.Sort((a, b) => string.CompareOrdinal(key(a), key(b)));
        JsonText.WriteByte(output, (byte)'{');
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i > 0)
            {
                if (string.Equals(key(sorted[i - 1]), key(sorted[i]), StringComparison.Ordinal))
                    throw new ArgumentException($"The key '{key(sorted[i])}' stands twice in an object.");
                JsonText.WriteByte(output, (byte)',');
            }

            String(key(sorted[i]));
            JsonText.WriteByte(output, (byte)':');
            writeValue(this, sorted[i]);
        }

        JsonText.WriteByte(output, (byte)'}');
    }

    public void Array<T>(ImmutableArray<T> items, Action<CanonicalJsonWriter, T> write)
    {
        JsonText.WriteByte(output, (byte)'[');
        for (var i = 0; i < items.Length; i++)
        {
            if (i > 0)
                JsonText.WriteByte(output, (byte)',');
            write(this, items[i]);
        }

        JsonText.WriteByte(output, (byte)']');
    }

    public void String(string text)
    {
        // It has no UTF-8; written as a replacement character, two different texts would have one hash.
        if (Utf16Text.UnpairedSurrogate(text) >= 0)
            throw new ArgumentException("A text has half of a surrogate pair.");
        JsonText.WriteString(output, text);
    }

    public void Number(double value) => JsonText.WriteNumber(output, value);

    public void Boolean(bool value) => JsonText.WriteBoolean(output, value);

    public void Null() => output.Write("null"u8);
}
