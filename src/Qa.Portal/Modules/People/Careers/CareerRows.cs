using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Modules.People.Timelines;
using Qa.Portal.Modules.People.Units;

namespace Qa.Portal.Modules.People.Careers;

/// <summary>
/// The rows of some people's careers: read for all of them at once, and written as the least that makes of the rows what a career
/// says. Who writes also changes the person, whose version keeps two editors apart.
/// </summary>
internal sealed class CareerRows
{
    // Parameters of one statement.
    private const int NumbersAtOnce = 500;

    private readonly PortalContext _context;
    private readonly FactsOf<Employment> _employment = new();
    private readonly FactsOf<Membership> _memberships = new();
    private readonly FactsOf<Leadership> _leaderships = new();
    private readonly FactsOf<PostHolding> _posts = new();
    private readonly FactsOf<SkillHolding> _skills = new();
    private readonly FactsOf<Mentoring> _mentors = new();

    private CareerRows(PortalContext context) => _context = context;

    /// <param name="isTracked">Whether the careers are to be changed.</param>
    public static async Task<CareerRows> ReadAsync(PortalContext context, IEnumerable<string> numbers, bool isTracked, CancellationToken cancellation)
    {
        var rows = new CareerRows(context);
        foreach (var some in numbers.Chunk(NumbersAtOnce))
        {
            await rows._employment.ReadAsync(context, some, isTracked, cancellation);
            await rows._memberships.ReadAsync(context, some, isTracked, cancellation);
            await rows._leaderships.ReadAsync(context, some, isTracked, cancellation);
            await rows._posts.ReadAsync(context, some, isTracked, cancellation);
            await rows._skills.ReadAsync(context, some, isTracked, cancellation);
            await rows._mentors.ReadAsync(context, some, isTracked, cancellation);
        }

        return rows;
    }

    public Career Of(string number) => new()
    {
        Employment = TimelineOf(_employment.Of(number), static row => row.State),
        Groups = TimelineOf(_memberships.Of(number), static row => row.GroupId),
        Leaderships = TimelinesOf(_leaderships.Of(number), static row => new UnitReference(row.UnitKind, row.UnitId), static row => row.Kind),
        Posts = TimelinesOf(_posts.Of(number), static row => row.PostId, static _ => default(Held)),
        Skills = TimelinesOf(_skills.Of(number), static row => row.SkillId, static row => row.Level),
        Mentors = TimelineOf(_mentors.Of(number), static row => row.MentorNumber),
    };

    /// <summary>Makes the rows of a person say what a career says; they are saved with the context.</summary>
    public void Put(string number, Career career)
    {
        Put(number, _employment.Of(number), career.Employment, static () => new(), static (row, state) => row.State = state);
        Put(number, _memberships.Of(number), career.Groups, static () => new(), static (row, group) => row.GroupId = group);
        Put(number, _mentors.Of(number), career.Mentors, static () => new(), static (row, mentor) => row.MentorNumber = mentor);
        PutAll(
            number, _leaderships.Of(number), static row => new UnitReference(row.UnitKind, row.UnitId), career.Leaderships,
            static unit => new() { UnitKind = unit.Kind, UnitId = unit.Id }, static (row, kind) => row.Kind = kind);
        PutAll(number, _posts.Of(number), static row => row.PostId, career.Posts, static post => new() { PostId = post }, static (_, _) => { });
        PutAll(number, _skills.Of(number), static row => row.SkillId, career.Skills, static skill => new() { SkillId = skill }, static (row, level) => row.Level = level);
    }

    private static Timeline<T> TimelineOf<TRow, T>(IEnumerable<TRow> rows, Func<TRow, T> value)
        where TRow : IDatedFact
        where T : notnull => Timeline<T>.Of(rows.Select(row => new Stretch<T>(new(row.FromDay, row.UntilDay), value(row))));

    private static ImmutableSortedDictionary<TKey, Timeline<T>> TimelinesOf<TRow, TKey, T>(IEnumerable<TRow> rows, Func<TRow, TKey> key, Func<TRow, T> value)
        where TRow : IDatedFact
        where TKey : notnull
        where T : notnull => rows.GroupBy(key).ToImmutableSortedDictionary(static group => group.Key, group => TimelineOf(group, value));

    private void PutAll<TRow, TKey, T>(
        string number, IReadOnlyCollection<TRow> rows, Func<TRow, TKey> keyOf, ImmutableSortedDictionary<TKey, Timeline<T>> timelines, Func<TKey, TRow> make, Action<TRow, T> set)
        where TRow : class, IDatedFact
        where TKey : notnull
        where T : notnull
    {
        var stored = rows.ToLookup(keyOf);
        foreach (var key in stored.Select(static group => group.Key).Union(timelines.Keys))
            Put(number, stored[key], timelines.GetValueOrDefault(key, Timeline<T>.Empty), () => make(key), set);
    }

    // The first day is of a row's key; the others of its columns may change.
    private void Put<TRow, T>(string number, IEnumerable<TRow> rows, Timeline<T> timeline, Func<TRow> make, Action<TRow, T> set)
        where TRow : class, IDatedFact
        where T : notnull
    {
        var stored = rows.ToDictionary(static row => row.FromDay);
        foreach (var (period, value) in timeline.Stretches)
        {
            if (!stored.Remove(period.From, out var row))
            {
                row = make();
                (row.PersonNumber, row.FromDay) = (number, period.From);
                _context.Add(row);
            }

            row.UntilDay = period.Until;
            set(row, value);
        }

        _context.RemoveRange(stored.Values);
    }

    /// <summary>Rows of one kind by the person.</summary>
    private sealed class FactsOf<TRow>
        where TRow : class, IDatedFact
    {
        private readonly Dictionary<string, List<TRow>> _rows = new(StringComparer.Ordinal);

        public List<TRow> Of(string number) => _rows.TryGetValue(number, out var rows) ? rows : [];

        public async Task ReadAsync(PortalContext context, string[] numbers, bool isTracked, CancellationToken cancellation)
        {
            var rows = context.Set<TRow>().Where(row => numbers.Contains(row.PersonNumber));
            foreach (var row in await (isTracked ? rows : rows.AsNoTracking()).ToListAsync(cancellation))
            {
                if (!_rows.TryGetValue(row.PersonNumber, out var own))
                    _rows.Add(row.PersonNumber, own = []);
                own.Add(row);
            }
        }
    }
}
