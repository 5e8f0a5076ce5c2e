using System.Runtime.CompilerServices;

namespace Qa.Rules.Matching;

/// <summary>A value for each code point; the default for those behind the last page, and for what is no code point.</summary>
/// <param name="pageNumbers">The page of each 256 code points.</param>
/// <param name="pages">Pages of 256; equal ones are stored once.</param>
internal readonly struct PagedColumn<T>(Column<ushort> pageNumbers, Column<T> pages)
    where T : unmanaged
{
    private readonly Column<ushort> _pageNumbers = pageNumbers;
    private readonly Column<T> _pages = pages;

    public T this[int codePoint]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var page = codePoint >> 8;
            return (uint)page < (uint)_pageNumbers.Length ? _pages[(_pageNumbers[page] << 8) | (codePoint & 0xFF)] : default;
        }
    }
}
