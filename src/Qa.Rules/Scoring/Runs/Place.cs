namespace Qa.Rules.Scoring;

/// <summary>A hit while scoring goes on: a stretch of a turn's original text, without the text itself.</summary>
internal readonly record struct Place(int Turn, int Start, int Length, bool ViaPinyin = false) : IComparable<Place>
{
    /// <summary>By turn, start, length; of two at one place the exact one first.</summary>
    public int CompareTo(Place other)
    {
        var order = Turn.CompareTo(other.Turn);
        if (order == 0)
            order = Start.CompareTo(other.Start);
        if (order == 0)
            order = Length.CompareTo(other.Length);
        return order == 0 ? ViaPinyin.CompareTo(other.ViaPinyin) : order;
    }

    public bool CoversSameAs(Place other) => Turn == other.Turn && Start == other.Start && Length == other.Length;

    /// <summary>Whether this hit comes after the other in the dialogue, by turn, then start.</summary>
    public bool IsAfter(Place other) => Turn > other.Turn || (Turn == other.Turn && Start > other.Start);
}
