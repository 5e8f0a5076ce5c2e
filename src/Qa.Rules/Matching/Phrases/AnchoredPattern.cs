using System.Runtime.InteropServices;

namespace Qa.Rules.Matching.Phrases;

/// <summary>
/// A pattern as a bucket holds it: enough to turn down nearly every wrong place by one comparison of eight bytes. 24 bytes, so
/// that a bucket is one or two cache lines.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AnchoredPattern
{
    /// <summary>Up to four characters of the pattern from its anchor on, shifted so that those behind its end are gone.</summary>
    public ulong Head;

    /// <summary>The pattern's index; for a pattern that only the automaton can confirm, the complement of its reach behind the anchor.</summary>
    public int Pattern;

    /// <summary>Where the body starts in the pool: the pattern itself, or of a long one a part around the anchor.</summary>
    public int Body;

    /// <summary>By how many bits the text's eight bytes are shifted before they are compared with the head.</summary>
    public byte HeadShift;

    /// <summary>Characters from the body's start to the anchor.</summary>
    public byte Back;

    /// <summary>Characters of the body.</summary>
    public byte Length;

    /// <summary>Whether the head is the whole body, so that nothing is left to compare.</summary>
    public bool HeadIsAll;
}
