using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Qa.Rules.Matching.Phrases;

/// <summary>
/// One scan's second half: turns candidates into occurrences by exact comparison, and gathers the windows of text in which the
/// automaton has to look. Lives on the stack of a scan.
/// </summary>
/// <remarks>
/// Like the filter it goes over a block in short loops that write each result and then count it or not: at a candidate nothing
/// can be guessed, and a wrong guess costs more than all the work there.
/// </remarks>
internal unsafe ref struct CandidateCheck
{
    /// <summary>By how much a growing window grows more than it must.</summary>
    private const int WindowStep = 64;

    private readonly AnchorBuckets _buckets;
    private readonly CrowdedAutomaton? _automaton;
    private readonly OccurrenceList _into;
    private readonly char* _text;
    private readonly int _start;
    private readonly int _end;

    // INVARIANT: windows given to the automaton ascend and do not touch, so it reads no character twice and reports none twice.
    private int _windowStart;
    private int _windowEnd;

    public CandidateCheck(AnchorBuckets buckets, CrowdedAutomaton? automaton, char* text, int start, int end, OccurrenceList into)
    {
        (_buckets, _automaton, _into) = (buckets, automaton, into);
        _text = text;
        (_start, _end) = (start, end);
        (_windowStart, _windowEnd) = (start, start);
    }

    /// <param name="candidates">Ascending, also from call to call.</param>
    /// <param name="count">At most <see cref="BigramFilter.BlockLength"/>.</param>
    [SkipLocalsInit]
    public void Check(int* candidates, int count)
    {
        var pairs = stackalloc Pair[BigramFilter.BlockLength * AnchorBuckets.MaxEntries + Vector256<ulong>.Count];
        fixed (AnchoredPattern* entries = _buckets.Entries)
        {
            var compared = KeepSameHeads(entries, pairs, Expand(candidates, count, pairs));
            Confirm(entries, pairs, compared);
        }
    }

    /// <summary>Lets the automaton look at the last window.</summary>
    public void Finish()
    {
        if (_windowEnd > _windowStart)
            _automaton!.Scan(_text, _windowStart, _windowEnd, _into);
        _windowStart = _windowEnd;
    }

    /// <summary>Each candidate with each entry of its bucket.</summary>
    private readonly int Expand(int* candidates, int count, Pair* pairs)
    {
        var slotBits = _buckets.SlotBits;
        var pairCount = 0;
        fixed (uint* buckets = _buckets.Buckets)
        {
            for (var i = 0; i < count; i++)
            {
                var position = candidates[i];
                var bucket = buckets[Bigram.Slot(*(uint*)(_text + position), slotBits)];
                var first = (int)(bucket >> AnchorBuckets.CountBits);

                // INVARIANT: a bucket has at most MaxEntries entries, which is less than what one vector holds.
                (Vector256.Create(Pair.Pack(position, first)) + Vector256<ulong>.Indices).Store((ulong*)(pairs + pairCount));
                pairCount += (int)(bucket & ((1 << AnchorBuckets.CountBits) - 1));
            }
        }

        return pairCount;
    }

    private readonly int KeepSameHeads(AnchoredPattern* entries, Pair* pairs, int count)
    {
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            var pair = pairs[i];
            var entry = entries + pair.Entry;
            var isSame = (*(ulong*)(_text + pair.Position) & entry->HeadMask) == entry->Head;
            pairs[kept] = pair;
            kept += isSame ? 1 : 0;
        }

        return kept;
    }

    private void Confirm(AnchoredPattern* entries, Pair* pairs, int count)
    {
        fixed (char* pool = _buckets.Pool)
        {
            for (var i = 0; i < count; i++)
            {
                var position = pairs[i].Position;
                var entry = entries + pairs[i].Entry;
                if (entry->Pattern < 0 && Math.Min(_end, position + ~entry->Pattern) <= _windowEnd)
                    continue;
                var bodyStart = position - entry->Back;
                if (bodyStart < _start || bodyStart + entry->Length > _end)
                    continue;
                var isSame = SameBody(_text + bodyStart, pool + entry->Body, entry->Length);
                if (entry->Pattern >= 0)
                {
                    _into.Add(entry->Pattern, bodyStart);
                    _into.Count -= isSame ? 0 : 1;
                }
                else if (isSame)
                {
                    Widen(position, ~entry->Pattern);
                }
            }
        }
    }

    /// <summary>Always compares as many characters as a longest body has, so that lengths need not be told apart.</summary>
    private static bool SameBody(char* text, char* body, int length)
    {
        var one = (short*)text;
        var other = (short*)body;
        var lengths = Vector256.Create((short)length);
        var near = (Vector256.Load(one) ^ Vector256.Load(other)) & Vector256.GreaterThan(lengths, Vector256<short>.Indices);
        var far = (Vector256.Load(one + 16) ^ Vector256.Load(other + 16))
            & Vector256.GreaterThan(lengths, Vector256<short>.Indices + Vector256.Create((short)16));
        return (near | far) == Vector256<short>.Zero;
    }

    /// <summary>
    /// An anchor of one of the automaton's patterns may stand here: the window grows, or a new one begins. Positions must not
    /// descend from call to call.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Widen(int position, int reach)
    {
        // The reach before the anchor is the same for all, so that windows begin in the order of their candidates.
        var from = Math.Max(_start, position - _automaton!.ReachBefore);
        if (from > _windowEnd)
        {
            Finish();
            _windowStart = from;
            _windowEnd = Math.Min(_end, position + reach);
        }
        else
        {
            // Where one comes soon after another more will follow, and a step ahead spares most of them coming here.
            _windowEnd = Math.Min(_end, position + reach + WindowStep);
        }
    }

    /// <summary>A candidate's position, and an entry it is to be compared with, in one number so that four are written at once.</summary>
    private readonly record struct Pair(ulong Packed)
    {
        public int Position => (int)(Packed >> 32);

        public int Entry => (int)(uint)Packed;

        public static ulong Pack(int position, int entry) => (ulong)(uint)position << 32 | (uint)entry;
    }
}
