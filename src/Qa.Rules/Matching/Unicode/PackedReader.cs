using System.Text;

namespace Qa.Rules.Matching;

/// <summary>
/// Reads a table that <c>eng/unicode</c> packed: unsigned LEB128 numbers, signed ones zigzagged first. Our own, and not a
/// compressed stream, because it is a screen of code on either side and a table is read in well under a millisecond.
/// </summary>
internal ref struct PackedReader
{
    private ReadOnlySpan<byte> _rest;

    private PackedReader(ReadOnlySpan<byte> bytes) => _rest = bytes;

    /// <summary>Opens an embedded table.</summary>
    /// <exception cref="InvalidDataException">It is not the table that this build expects.</exception>
    public static PackedReader Open(string resource, string heading)
    {
        using var stream = typeof(PackedReader).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidDataException($"The table {resource} is not in the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var reader = new PackedReader(bytes);
        var found = reader.Text();
        return string.Equals(found, heading, StringComparison.Ordinal)
            ? reader
            : throw new InvalidDataException($"The table {resource} is '{found}', expected '{heading}'.");
    }

    public readonly bool AtEnd => _rest.IsEmpty;

    public int Number()
    {
        var value = 0;
        for (var (shift, position) = (0, 0); ; shift += 7, position++)
        {
            var next = _rest[position];
            value |= (next & 0x7F) << shift;
            if (next >= 0x80)
                continue;
            _rest = _rest[(position + 1)..];
            return value;
        }
    }

    public int Signed()
    {
        var value = Number();
        return (value >> 1) ^ -(value & 1);
    }

    public string Text()
    {
        var length = Number();
        var text = Encoding.ASCII.GetString(_rest[..length]);
        _rest = _rest[length..];
        return text;
    }
}
