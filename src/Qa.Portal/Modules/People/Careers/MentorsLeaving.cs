using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Modules.People.Timelines;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Modules.People.Careers;

/// <summary>Who has left is nobody's mentor: ends such mentorings, in the context and transaction of the leaving.</summary>
internal sealed class MentorsLeaving(TimeProvider time)
{
    // Parameters of one statement.
    private const int NumbersAtOnce = 500;

    /// <param name="leaving">Mentors, each with the first day on which they are not there.</param>
    /// <param name="seenTo">People whose mentoring is ended elsewhere.</param>
    public async Task EndAsync(PortalContext context, IReadOnlyDictionary<string, DateOnly> leaving, Actor actor, IReadOnlySet<string> seenTo, CancellationToken cancellation)
    {
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var mentors in leaving.Keys.Chunk(NumbersAtOnce))
        {
            var rows = await context.Set<Mentoring>().AsNoTracking().Where(row => mentors.Contains(row.MentorNumber)).ToListAsync(cancellation);
            numbers.UnionWith(rows.Where(row => row.UntilDay > leaving[row.MentorNumber] && !seenTo.Contains(row.PersonNumber)).Select(static row => row.PersonNumber));
        }

        if (numbers.Count == 0)
            return;
        var careers = await CareerRows.ReadAsync(context, numbers, isTracked: true, cancellation);
        var names = await CareerNames.ReadAsync(context, cancellation);
        foreach (var some in numbers.Chunk(NumbersAtOnce))
        {
            foreach (var person in await context.Set<Person>().Where(person => some.Contains(person.Number)).ToListAsync(cancellation))
            {
                var before = careers.Of(person.Number);
                var after = WithoutMentors(before, leaving);
                careers.Put(person.Number, after);
                context.Entry(person).Property(static each => each.Version).IsModified = true;
                context.Add(PersonAudit.Of(time, actor, "mentor leaves", person.Number, CareerText.Differences(before, after, names)));
            }
        }
    }

    /// <summary>A career without mentors who are not there any more.</summary>
    public static Career WithoutMentors(Career career, IReadOnlyDictionary<string, DateOnly> leaving) => career.Mentors.Stretches
        .Where(stretch => leaving.ContainsKey(stretch.Value))
        .Select(stretch => stretch.Period.And(Period.Since(leaving[stretch.Value])))
        .OfType<Period>()
        .Aggregate(career, static (left, period) => left.Mentored(period, null));
}
