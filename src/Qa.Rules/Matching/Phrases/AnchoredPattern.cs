using System.Runtime.InteropServices;

namespace Qa.Rules.Matching.Phrases;

/// <summary>
/// A pattern as a bucket holds it: enough to turn down nearly every wrong place by one comparison of eight bytes. 32 bytes, so
/// that none lies across two cache lines more than it must.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 32)]
internal struct AnchoredPattern
{
    /// <summary>Up to four characters of the pattern from its anchor on; zero behind them.</summary>
    public ulong Head;

    /// <summary>Ones where <see cref="Head"/> has a character; zero for the entry that stands for all patterns of a crowded slot.</summary>
    public ulong HeadMask;

    /// <summary>The pattern's index; for what only the automaton can confirm, the complement of its reach behind the anchor.</summary>
    public int Pattern;

    /// <summary>Where the body starts in the pool: the pattern itself, or of a long one a part around the anchor.</summary>
    public int Body;

    /// <summary>Characters from the body's start to the anchor.</summary>
    public int Back;

    /// <summary>Characters of the body.</summary>
    public int Length;
}
