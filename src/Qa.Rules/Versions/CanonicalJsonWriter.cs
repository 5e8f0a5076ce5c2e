using System.Buffers;
using Qa.Rules.Trees;

namespace Qa.Rules.Versions;

/// <summary>Writes objects and lists as RFC 8785 has them, whatever model of values they come from.</summary>
internal readonly struct CanonicalJsonWriter(ArrayBufferWriter<byte> output)
{
    public void Object<T>(int count, IEnumerable<T> members, Func<T, string> key, Action<CanonicalJsonWriter, T> writeValue)
    {
        // Asking for a key can cost as much as making a string, so each is asked for once.
        var sorted = ArrayPool<(string Key, T Value)>.Shared.Rent(count);
        var length = 0;
        foreach (var member in members)
            sorted[length++] = (key(member), member);
        var inOrder = sorted.AsSpan(0, length);
        inOrder.Sort(static (one, other) => string.CompareOrdinal(one.Key, other.Key));
        JsonText.WriteByte(output, (byte)'{');
        for (var i = 0; i < length; i++)
        {
            if (i > 0)
            {
                if (string.Equals(sorted[i - 1].Key, sorted[i].Key, StringComparison.Ordinal))
                    throw new ArgumentException($"The key '{sorted[i].Key}' stands twice in an object.");
                JsonText.WriteByte(output, (byte)',');
            }

            String(sorted[i].Key);
            JsonText.WriteByte(output, (byte)':');
            writeValue(this, sorted[i].Value);
        }

        JsonText.WriteByte(output, (byte)'}');
        ArrayPool<(string, T)>.Shared.Return(sorted, clearArray: true);
    }

    public void Array<T>(IEnumerable<T> items, Action<CanonicalJsonWriter, T> write)
    {
        JsonText.WriteByte(output, (byte)'[');
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst)
                JsonText.WriteByte(output, (byte)',');
            isFirst = false;
            write(this, item);
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
