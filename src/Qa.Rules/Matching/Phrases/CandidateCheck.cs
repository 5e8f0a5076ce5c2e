using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Qa.Rules.Matching.Phrases;

/// <summary>
/// One scan's second half: turns candidates into occurrences by exact comparison, and gathers the windows of text in which the
/// automaton has to look. Lives on the stack of a scan.
/// </summary>
internal unsafe ref struct CandidateCheck
{
    private readonly AnchorBuckets _buckets;
    private readonly SingleCharacters? _singles;
    private readonly CrowdedAutomaton? _automaton;
    private readonly OccurrenceList _into;
    private readonly char* _text;
    private readonly int _start;
    private readonly int _end;

    // INVARIANT: windows given to the automaton ascend and do not touch, so it reads no character twice and reports none twice.
    private int _windowStart;
    private int _windowEnd;

    public CandidateCheck(
        AnchorBuckets buckets,
        SingleCharacters? singles,
        CrowdedAutomaton? automaton,
        char* text,
        int start,
        int end,
        OccurrenceList into)
    {
        (_buckets, _singles, _automaton, _into) = (buckets, singles, automaton, into);
        _text = text;
        (_start, _end) = (start, end);
        (_windowStart, _windowEnd) = (start, start);
    }

    /// <param name="candidates">Ascending, also from call to call.</param>
    public void Check(ReadOnlySpan<int> candidates)
    {
        if (_singles is not null)
            CheckSingles(candidates, _singles);
        CheckBuckets(candidates);
    }

    /// <summary>Lets the automaton look at the last window.</summary>
    public void Finish()
    {
        if (_windowEnd > _windowStart)
            _automaton!.Scan(_text, _windowStart, _windowEnd, _into);
        _windowStart = _windowEnd;
    }

    public static ulong ReadHead(ref readonly char first) =>
        Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<char, byte>(ref Unsafe.AsRef(in first)));

    /// <summary>Drops the last characters of the four, in the order of memory.</summary>
    public static ulong ShiftHead(ulong head, int bits) => BitConverter.IsLittleEndian ? head << bits : head >> bits;

    private readonly void CheckSingles(ReadOnlySpan<int> candidates, SingleCharacters singles)
    {
        foreach (var position in candidates)
        {
            if (position < _end && singles.Contains(_text[position]))
                _into.Add(singles.PatternOf(_text[position]), position);
        }
    }

    private void CheckBuckets(ReadOnlySpan<int> candidates)
    {
        fixed (AnchoredPattern* entries = _buckets.Entries)
        fixed (int* starts = _buckets.Starts, reaches = _buckets.Reaches)
        fixed (char* pool = _buckets.Pool)
        {
            var slotBits = _buckets.SlotBits;
            foreach (var position in candidates)
            {
                var here = _text + position;
                var head = *(ulong*)here;
                var slot = Bigram.Slot(*(uint*)here, slotBits);
                if (reaches != null && reaches[slot] > 0)
                    Widen(position, reaches[slot]);

                var stop = entries + starts[slot + 1];
                for (var entry = entries + starts[slot]; entry < stop; entry++)
                {
                    if (ShiftHead(head, entry->HeadShift) != entry->Head)
                        continue;
                    var bodyStart = position - entry->Back;
                    if (bodyStart < _start || bodyStart + entry->Length > _end)
                        continue;
                    if (!entry->HeadIsAll && !SameBody(_text + bodyStart, pool + entry->Body, entry->Length))
                        continue;
                    if (entry->Pattern >= 0)
                        _into.Add(entry->Pattern, bodyStart);
                    else
                        Widen(position, ~entry->Pattern);
                }
            }
        }
    }

    /// <summary>Any length of 2 to 32 is covered by two loads that may overlap, so there is no loop.</summary>
    private static bool SameBody(char* text, char* body, int length)
    {
        if (length >= 16)
        {
            var apart = (Vector256.Load((ushort*)text) ^ Vector256.Load((ushort*)body))
                | (Vector256.Load((ushort*)text + length - 16) ^ Vector256.Load((ushort*)body + length - 16));
            return apart == Vector256<ushort>.Zero;
        }

        if (length >= 8)
        {
            var apart = (Vector128.Load((ushort*)text) ^ Vector128.Load((ushort*)body))
                | (Vector128.Load((ushort*)text + length - 8) ^ Vector128.Load((ushort*)body + length - 8));
            return apart == Vector128<ushort>.Zero;
        }

        return length >= 4
            ? *(ulong*)text == *(ulong*)body && *(ulong*)(text + length - 4) == *(ulong*)(body + length - 4)
            : *(uint*)text == *(uint*)body && *(uint*)(text + length - 2) == *(uint*)(body + length - 2);
    }

    /// <summary>
    /// An anchor of one of the automaton's patterns may stand here: the window grows, or a new one begins. Positions must not
    /// descend from call to call.
    /// </summary>
    private void Widen(int position, int reach)
    {
        // The reach before the anchor is the same for all, so that windows begin in the order of their candidates.
        var from = Math.Max(_start, position - _automaton!.ReachBefore);
        var to = Math.Min(_end, position + reach);
        if (from > _windowEnd)
        {
            Finish();
            _windowStart = from;
        }

        _windowEnd = Math.Max(_windowEnd, to);
    }
}
