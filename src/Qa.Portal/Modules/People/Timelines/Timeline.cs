using System.Collections.Immutable;

namespace Qa.Portal.Modules.People.Timelines;

/// <summary>
/// What was so on which days: a person's group, for one. At most one value a day, and two timelines that say the same of every day
/// are equal. A change gives a new timeline, and the same one when nothing changed.
/// </summary>
internal sealed class Timeline<T> : IEquatable<Timeline<T>>
    where T : notnull
{
    // INVARIANT: in the order of days, disjoint, and where one ends on the day the next begins their values differ.
    private readonly ImmutableArray<Stretch<T>> _stretches;

    private Timeline(ImmutableArray<Stretch<T>> stretches) => _stretches = stretches;

    public static Timeline<T> Empty { get; } = new([]);

    public ImmutableArray<Stretch<T>> Stretches => _stretches;

    public bool IsEmpty => _stretches.IsEmpty;

    /// <summary>The days on which anything was so: stretches that touch are one period, whatever their values.</summary>
    public ImmutableArray<Period> Periods
    {
        get
        {
            var periods = ImmutableArray.CreateBuilder<Period>();
            foreach (var (period, _) in _stretches)
            {
                if (periods.Count > 0 && periods[^1].Until == period.From)
                    periods[^1] = new(periods[^1].From, period.Until);
                else
                    periods.Add(period);
            }

            return periods.ToImmutable();
        }
    }

    /// <summary>As it was stored, in any order.</summary>
    /// <exception cref="ArgumentException">Two values are given to one day.</exception>
    public static Timeline<T> Of(IEnumerable<Stretch<T>> stretches)
    {
        var ordered = stretches.OrderBy(static stretch => stretch.Period.From).ToList();
        for (var index = 1; index < ordered.Count; index++)
        {
            if (ordered[index].Period.From < ordered[index - 1].Period.Until)
                throw new ArgumentException($"{ordered[index - 1].Period} and {ordered[index].Period} share days.", nameof(stretches));
        }

        return Joined(ordered);
    }

    /// <summary>What was so on a day; null where nothing was.</summary>
    public Stretch<T>? On(DateOnly day)
    {
        // The first that ends after the day.
        var (low, high) = (0, _stretches.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_stretches[middle].Period.Until <= day)
                low = middle + 1;
            else
                high = middle;
        }

        return low < _stretches.Length && _stretches[low].Period.From <= day ? _stretches[low] : null;
    }

    /// <summary>So it is on every day of a period, whatever was said of them before; all other days stay as they are.</summary>
    public Timeline<T> Set(Period period, T value) => With(Outside(period).Append(new(period, value)));

    /// <summary>Nothing is so on the days of a period; all other days stay as they are.</summary>
    public Timeline<T> Clear(Period period) => With(Outside(period));

    /// <summary>Only what lies in one of some periods.</summary>
    /// <param name="periods">Disjoint.</param>
    public Timeline<T> Within(ImmutableArray<Period> periods) => With(
        from stretch in _stretches
        from period in periods
        let shared = stretch.Period.And(period)
        where shared is not null
        select new Stretch<T>(shared.Value, stretch.Value));

    public bool Equals(Timeline<T>? other) => other is not null && _stretches.AsSpan().SequenceEqual(other._stretches.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as Timeline<T>);

    public override int GetHashCode() => _stretches.Aggregate(0, static (hash, stretch) => HashCode.Combine(hash, stretch));

    private static Timeline<T> Joined(IEnumerable<Stretch<T>> ordered)
    {
        var stretches = ImmutableArray.CreateBuilder<Stretch<T>>();
        foreach (var stretch in ordered)
        {
            if (stretches.Count > 0 && stretches[^1] is var last && last.Period.Until == stretch.Period.From && EqualityComparer<T>.Default.Equals(last.Value, stretch.Value))
                stretches[^1] = new(new(last.Period.From, stretch.Period.Until), stretch.Value);
            else
                stretches.Add(stretch);
        }

        return new(stretches.ToImmutable());
    }

    private IEnumerable<Stretch<T>> Outside(Period period)
    {
        foreach (var stretch in _stretches)
        {
            if (stretch.Period.From < period.From)
                yield return new(new(stretch.Period.From, stretch.Period.Until < period.From ? stretch.Period.Until : period.From), stretch.Value);
            if (stretch.Period.Until > period.Until)
                yield return new(new(stretch.Period.From > period.Until ? stretch.Period.From : period.Until, stretch.Period.Until), stretch.Value);
        }
    }

    private Timeline<T> With(IEnumerable<Stretch<T>> stretches)
    {
        var changed = Joined(stretches.OrderBy(static stretch => stretch.Period.From));
        return Equals(changed) ? this : changed;
    }
}
