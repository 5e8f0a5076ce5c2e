using System.Runtime.CompilerServices;

namespace Qa.Rules.Matching;

/// <summary>An array that lies in the assembly (<see cref="EmbeddedTable"/>).</summary>
internal readonly unsafe struct Column<T>(T* first, int length)
    where T : unmanaged
{
    private readonly T* _first = first;

    public int Length { get; } = length;

    public ref readonly T First => ref *_first;

    public ReadOnlySpan<T> Span => new(_first, Length);

    public T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)index >= (uint)Length)
                ThrowOutOfRange();
            return _first[index];
        }
    }

    private static void ThrowOutOfRange() => throw new ArgumentOutOfRangeException("index");
}
