using System.Collections.Immutable;
using Qa.Rules.Interactions;

namespace Qa.Rules.Scoring;

/// <summary>
/// Everything that timing operators and metrics ask of an interaction's times, computed once: gaps before turns, overlaps
/// into the other's turn, response times. All in milliseconds. Valid only for an interaction that has timing.
/// </summary>
internal sealed class TimingIndex
{
    private readonly GrowingList<int> _byStart = new();
    private readonly GrowingList<long> _starts = new();
    private readonly GrowingList<long> _ends = new();
    private readonly GrowingList<long> _gaps = new();
    private readonly GrowingList<long> _overlaps = new();
    private readonly GrowingList<ResponseInterval> _responses = new();

    /// <summary>The largest end of any turn; 0 without any.</summary>
    public long Duration { get; private set; }

    public long SilenceTotal { get; private set; }

    public long LongestSilence { get; private set; }

    public long AgentSpeech { get; private set; }

    public long CustomerSpeech { get; private set; }

    /// <summary>For each turn the gap before it; 0 for system turns and the first.</summary>
    public ReadOnlySpan<long> Gaps => _gaps.Span;

    /// <summary>For each turn how long it overlaps a turn of the other that it starts inside of; 0 for none.</summary>
    public ReadOnlySpan<long> Overlaps => _overlaps.Span;

    public ReadOnlySpan<ResponseInterval> Responses => _responses.Span;

    public ReadOnlySpan<long> Starts => _starts.Span;

    public ReadOnlySpan<long> Ends => _ends.Span;

    /// <summary>Whether every turn that is not the system's has 0 ≤ start ≤ end, a chat's end being its start where it has none.</summary>
    public static bool HasTiming(Interaction interaction)
    {
        foreach (var turn in interaction.Turns)
        {
            if (turn.Role != Role.System
                && (turn.StartMilliseconds is not { } start || EndOf(turn, interaction.Channel) is not { } end || start < 0 || end < start))
                return false;
        }

        return true;
    }

    public void Build(Interaction interaction)
    {
        var turns = interaction.Turns;
        var starts = _starts.Resize(turns.Length);
        var ends = _ends.Resize(turns.Length);
        _byStart.Clear();
        long? duration = null;
        AgentSpeech = CustomerSpeech = 0;
        for (var index = 0; index < turns.Length; index++)
        {
            var turn = turns[index];
            var end = EndOf(turn, interaction.Channel);
            if (end is { } known && !(duration >= known))
                duration = known;
            starts[index] = turn.StartMilliseconds ?? 0;
            ends[index] = end ?? 0;
            if (turn.Role == Role.System)
                continue;
            _byStart.Add(index);
            if (turn.Role == Role.Agent)
                AgentSpeech += ends[index] - starts[index];
            else
                CustomerSpeech += ends[index] - starts[index];
        }

        Duration = duration ?? 0;
        _byStart.Span.Sort(new ByStart(_starts));
        FindGaps(turns.Length);
        FindOverlaps(turns);
        FindResponses(turns);
    }

    private static long? EndOf(Turn turn, Channel channel) =>
        turn.EndMilliseconds ?? (channel == Channel.Chat ? turn.StartMilliseconds : null);

    private void FindGaps(int turnCount)
    {
        var gaps = _gaps.Resize(turnCount);
        gaps.Clear();
        SilenceTotal = LongestSilence = 0;
        var latestEnd = long.MinValue;
        foreach (var turn in _byStart.Span)
        {
            if (latestEnd != long.MinValue)
                gaps[turn] = Starts[turn] - latestEnd;
            if (gaps[turn] > 0)
                SilenceTotal += gaps[turn];
            LongestSilence = Math.Max(LongestSilence, gaps[turn]);
            latestEnd = Math.Max(latestEnd, Ends[turn]);
        }
    }

    // The largest overlap of a turn is with the other's turn that ends last among those that started before it.
    private void FindOverlaps(ImmutableArray<Turn> turns)
    {
        var overlaps = _overlaps.Resize(turns.Length);
        overlaps.Clear();
        var order = _byStart.Span;
        var latestAgent = long.MinValue;
        var latestCustomer = long.MinValue;
        var entered = 0;
        foreach (var turn in order)
        {
            // Only turns that start strictly earlier are overlapped, so those that start together enter together.
            for (; Starts[order[entered]] < Starts[turn]; entered++)
            {
                ref var latest = ref turns[order[entered]].Role == Role.Agent ? ref latestAgent : ref latestCustomer;
                latest = Math.Max(latest, Ends[order[entered]]);
            }

            var otherEnd = turns[turn].Role == Role.Agent ? latestCustomer : latestAgent;
            if (otherEnd > Starts[turn])
                overlaps[turn] = Math.Min(Ends[turn], otherEnd) - Starts[turn];
        }
    }

    private void FindResponses(ImmutableArray<Turn> turns)
    {
        _responses.Clear();
        var runStart = -1;
        for (var index = 0; index < turns.Length; index++)
        {
            switch (turns[index].Role)
            {
                case Role.Customer when runStart < 0:
                    runStart = index;
                    break;
                case Role.Agent when runStart >= 0:
                    _responses.Add(new(index, Starts[index] - Starts[runStart]));
                    runStart = -1;
                    break;
                default:
                    break;
            }
        }
    }

    private readonly struct ByStart(GrowingList<long> starts) : IComparer<int>
    {
        public int Compare(int x, int y)
        {
            var order = starts.Span[x].CompareTo(starts.Span[y]);
            return order == 0 ? x.CompareTo(y) : order;
        }
    }
}

/// <summary>An agent's answer, and how long the customer had waited for it.</summary>
internal readonly record struct ResponseInterval(int AgentTurn, long Milliseconds);
