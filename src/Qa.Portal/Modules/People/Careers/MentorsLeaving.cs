using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Modules.People.Timelines;

namespace Qa.Portal.Modules.People.Careers;

/// <summary>Who has left is nobody's mentor: ends such mentorings, in the context and transaction of the leaving.</summary>
internal sealed class MentorsLeaving(TimeProvider time)
{
    /// <param name="end">The first day on which the mentor is not there.</param>
    /// <param name="isLeft">People who are seen to elsewhere.</param>
    public async Task EndAsync(PortalContext context, string mentor, DateOnly end, string actor, Func<string, bool> isLeft, CancellationToken cancellation)
    {
        var numbers = (await context.Set<Mentoring>().AsNoTracking().Where(row => row.MentorNumber == mentor && row.UntilDay > end).Select(static row => row.PersonNumber).Distinct().ToListAsync(cancellation))
            .Where(number => !isLeft(number)).ToList();
        if (numbers.Count == 0)
            return;
        var rows = await CareerRows.ReadAsync(context, numbers, isTracked: true, cancellation);
        var people = await context.Set<Person>().Where(person => numbers.Contains(person.Number)).ToListAsync(cancellation);
        var names = await CareerNames.ReadAsync(context, cancellation);
        foreach (var person in people)
        {
            var before = rows.Of(person.Number);
            var after = WithoutMentor(before, mentor, end);
            rows.Put(person.Number, after);
            context.Entry(person).Property(static each => each.Version).IsModified = true;
            context.Add(PersonAudit.Of(time, actor, "mentor leaves", person.Number, CareerText.Differences(before, after, names)));
        }
    }

    /// <summary>A career without a mentor who is not there from a day on.</summary>
    public static Career WithoutMentor(Career career, string mentor, DateOnly end)
    {
        var gone = Period.Since(end);
        return career.Mentors.Stretches
            .Where(stretch => stretch.Value == mentor)
            .Select(stretch => stretch.Period.And(gone))
            .OfType<Period>()
            .Aggregate(career, static (left, period) => left.Mentored(period, null));
    }
}
