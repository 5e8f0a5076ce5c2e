namespace Qa.Portal.Modules.People.Timelines;

/// <summary>Days from one on and before another: half-open, so that one period ends on the day on which the next begins and no day is in both.</summary>
internal readonly record struct Period
{
    /// <summary>The end of a period that has none.</summary>
    public static readonly DateOnly Never = DateOnly.MaxValue;

    /// <exception cref="ArgumentOutOfRangeException">The end is not after the beginning: a period has a day at least.</exception>
    public Period(DateOnly from, DateOnly until)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(until, from);
        (From, Until) = (from, until);
    }

    /// <summary>The first day.</summary>
    public DateOnly From { get; }

    /// <summary>The first day after it; <see cref="Never"/> where no end is known.</summary>
    public DateOnly Until { get; }

    public bool IsOpen => Until == Never;

    /// <summary>The last day; null where no end is known.</summary>
    public DateOnly? LastDay => IsOpen ? null : Until.AddDays(-1);

    public static Period Since(DateOnly from) => new(from, Never);

    public bool Contains(DateOnly day) => From <= day && day < Until;

    public bool Covers(Period other) => From <= other.From && other.Until <= Until;

    /// <summary>The days that are in both; null where there are none.</summary>
    public Period? And(Period other)
    {
        var from = From > other.From ? From : other.From;
        var until = Until < other.Until ? Until : other.Until;
        return from < until ? new(from, until) : null;
    }

    public override string ToString() => FormattableString.Invariant($"{From:yyyy-MM-dd}..{(IsOpen ? "" : FormattableString.Invariant($"{Until:yyyy-MM-dd}"))}");
}
