namespace Qa.Rules.Scoring;

/// <summary>A set of turns that is worked out once a run: those that an <c>around</c> selects.</summary>
internal sealed class TurnBits
{
    private readonly GrowingList<int> _changes = new();
    private readonly GrowingList<bool> _members = new();

    public bool IsKnown { get; private set; }

    /// <summary>The condition that the set was made from could not be measured.</summary>
    public bool Unmeasurable { get; private set; }

    public bool this[int turn] => _members.Span[turn];

    public void Forget() => IsKnown = false;

    /// <summary>All turns from <paramref name="before"/> before to <paramref name="after"/> after any of the places.</summary>
    public void Fill(ReadOnlySpan<Place> places, int before, int after, int turnCount, bool unmeasurable)
    {
        var changes = _changes.Resize(turnCount + 1);
        changes.Clear();
        foreach (var place in places)
        {
            changes[Math.Max(0, place.Turn - before)]++;
            changes[(int)Math.Min(turnCount, (long)place.Turn + after + 1)]--;
        }

        var members = _members.Resize(turnCount);
        var open = 0;
        for (var turn = 0; turn < turnCount; turn++)
            members[turn] = (open += changes[turn]) > 0;
        Unmeasurable = unmeasurable;
        IsKnown = true;
    }
}
