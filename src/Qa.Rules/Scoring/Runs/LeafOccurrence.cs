namespace Qa.Rules.Scoring;

/// <summary>An occurrence of a phrase for one text operator, in the normalised text of a turn.</summary>
/// <param name="Phrase">Which phrase of the operator; for <see cref="OccurrenceKind.Arm"/> which of the regex's sets of literals.</param>
/// <param name="InARow">For <see cref="OccurrenceKind.Arm"/> how many occurrences, one directly after the other, this stands for.</param>
internal readonly record struct LeafOccurrence(int Turn, int Start, int End, int Phrase, OccurrenceKind Kind, int InARow = 1) : IComparable<LeafOccurrence>
{
    /// <summary>By turn and start; of those that start together the longest first, and the exact before the one by sound.</summary>
    public int CompareTo(LeafOccurrence other)
    {
        var order = Turn.CompareTo(other.Turn);
        if (order == 0)
            order = Start.CompareTo(other.Start);
        if (order == 0)
            order = other.End.CompareTo(End);
        return order == 0 ? (int)Kind - (int)other.Kind : order;
    }
}

internal enum OccurrenceKind : byte
{
    /// <summary>A phrase, as it is written.</summary>
    Exact,

    /// <summary>A phrase, by sound.</summary>
    Pinyin,

    /// <summary>A phrase inside which nothing counts.</summary>
    Except,

    /// <summary>A literal that a regex needs: with one of each set in a turn, it is worth running it there.</summary>
    Arm,
}
