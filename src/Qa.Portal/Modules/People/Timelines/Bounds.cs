using System.Collections.Immutable;

namespace Qa.Portal.Modules.People.Timelines;

/// <summary>Makes a period of the days that somebody wrote, within everything that it must lie in: the employment, the days of a group.</summary>
internal sealed class Bounds
{
    /// <summary>No day before it or after <see cref="Latest"/> is meant by anybody.</summary>
    public static readonly DateOnly Earliest = new(1950, 1, 1);

    public static readonly DateOnly Latest = new(2199, 12, 31);

    private ImmutableArray<(string Name, Period? Period)> _bounds = [];

    /// <param name="name">What it is, for messages: <c>the employment</c>.</param>
    /// <param name="period">Null where there is none on the first day.</param>
    public Bounds And(string name, Period? period) => new() { _bounds = _bounds.Add((name, period)) };

    /// <summary>Without an end it lasts as long as all bounds do; a written end lies within them.</summary>
    public (Period Period, Fault? Fault) Of(DateOnly from, DateOnly? until)
    {
        if (Wrong("from", from) is { } wrong)
            return (default, wrong);
        var end = until ?? Period.Never;
        if (end <= from || until is not null && Wrong("until", end) is not null)
            return (default, new Fault("until", Text(end), $"a day after {Text(from)}").Because("endBeforeStart"));
        foreach (var (name, bound) in _bounds)
        {
            if (bound is not { } period || !period.Contains(from))
                return (default, new Fault("from", Text(from), bound is null ? $"a day of {name}" : $"a day of {name}, {bound}").Because("outside", Text(from)));
            if (until is { } written && written > period.Until)
                return (default, new Fault("until", Text(written), $"a day of {name}, {period}, or its end").Because("outside", Text(written.AddDays(-1))));
            end = end < period.Until ? end : period.Until;
        }

        return (new(from, end), null);
    }

    /// <summary>What is wrong with a day by itself.</summary>
    public static Fault? Wrong(string field, DateOnly day) => day < Earliest || day > Latest ? new Fault(field, Text(day), $"a day from {Text(Earliest)} to {Text(Latest)}").Because("badDay", Text(Earliest), Text(Latest)) : null;

    public static string Text(DateOnly day) => FormattableString.Invariant($"{day:yyyy-MM-dd}");
}
