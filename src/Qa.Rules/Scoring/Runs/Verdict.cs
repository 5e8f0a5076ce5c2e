namespace Qa.Rules.Scoring;

/// <summary>What a condition came to: whether it holds, and its hits as a stretch of the run's <see cref="PlaceArena"/>.</summary>
/// <param name="Unmeasurable">Some <c>expr</c> in it could not be computed; then <paramref name="Holds"/> says nothing.</param>
internal readonly record struct Verdict(bool Holds, bool Unmeasurable, int First, int Count)
{
    public static Verdict NotHeld { get; } = new(false, false, 0, 0);

    public static Verdict HeldWithoutHits { get; } = new(true, false, 0, 0);

    /// <summary>How often the condition was found: its hits, and 1 where it holds without any.</summary>
    public int Occasions => Holds ? Math.Max(1, Count) : 0;

    public static Verdict Of(bool holds) => holds ? HeldWithoutHits : NotHeld;

    public Verdict Or(bool unmeasurable) => unmeasurable ? this with { Unmeasurable = true } : this;
}
