namespace Qa.Rules.Matching;

/// <summary>
/// A table that <c>eng/unicode</c> made, used where it lies in the assembly: nothing is copied, unpacked or allocated, so that
/// a command that scores one file does not first spend its time on 100,000 characters that the file does not have.
/// </summary>
/// <remarks>
/// The form: a heading of 16 bytes, the number of sections, where each starts and ends, and the sections, which are
/// little-endian arrays. The assembly is never unloaded, so what points into it stays valid.
/// </remarks>
internal sealed unsafe class EmbeddedTable
{
    private const int HeadingLength = 16;

    private readonly byte* _first;
    private readonly int _length;

    private EmbeddedTable(byte* first, int length)
    {
        _first = first;
        _length = length;
    }

    /// <summary>Opens an embedded table.</summary>
    /// <exception cref="InvalidDataException">It is not the table that this build expects.</exception>
    public static EmbeddedTable Open(string resource, ReadOnlySpan<byte> heading)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("The embedded tables are little-endian.");
        if (typeof(EmbeddedTable).Assembly.GetManifestResourceStream(resource) is not UnmanagedMemoryStream stream)
            throw new InvalidDataException($"The table {resource} is not in the assembly.");
        using (stream)
        {
            var table = new EmbeddedTable(stream.PositionPointer, checked((int)stream.Length));
            if (table._length < HeadingLength || !new ReadOnlySpan<byte>(table._first, HeadingLength).SequenceEqual(heading))
                throw new InvalidDataException($"The table {resource} is of another version.");
            return table;
        }
    }

    /// <summary>A section as an array of <typeparamref name="T"/>.</summary>
    public Column<T> Section<T>(int number)
        where T : unmanaged
    {
        var places = (int*)(_first + HeadingLength);
        if ((uint)number >= (uint)places[0])
            throw new ArgumentOutOfRangeException(nameof(number));
        var (start, end) = (places[1 + 2 * number], places[2 + 2 * number]);
        if (start < 0 || end < start || end > _length)
            throw new InvalidDataException("A section of an embedded table lies outside it.");
        return new Column<T>((T*)(_first + start), (end - start) / sizeof(T));
    }

    /// <summary>Two sections: which page each 256 code points have, and the pages.</summary>
    public PagedColumn<T> Paged<T>(int number)
        where T : unmanaged => new(Section<ushort>(number), Section<T>(number + 1));
}
