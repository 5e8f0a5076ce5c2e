using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Posts;
using Qa.Portal.Modules.People.Skills;
using Qa.Portal.Modules.People.Units;
using Qa.Portal.Platform.Privacy;

namespace Qa.Portal.Modules.People.Persons;

/// <summary>Lists people as of a day. Filters, order and paging are the database's, and a page takes the same few statements however many people are on it.</summary>
internal sealed class PeopleList(IDbContextFactory<PortalContext> contexts)
{
    /// <summary>Most people that are written to one sheet.</summary>
    public const int MaximumExported = 100_000;

    /// <param name="isUnmasked">Whether who asks may see phone numbers whole.</param>
    public async Task<PeoplePage> ReadAsync(PeopleQuery query, bool isUnmasked, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var units = await UnitPaths.ReadAsync(context, cancellation);
        var found = PeopleSelection.Of(context, query, new(units, query.Day));
        var total = await found.CountAsync(cancellation);
        var rows = await PeopleSelection.Ordered(found, query).Skip(query.Skip).Take(Math.Min(query.Take, PeopleQuery.MaximumTake)).ToListAsync(cancellation);
        return new(total, await LinesAsync(context, rows, query.Day, units, isUnmasked, cancellation));
    }

    /// <summary>Everybody whom the filter shows, in its order, page after page.</summary>
    public async Task<IReadOnlyList<PersonLine>> ReadAllAsync(PeopleQuery query, bool isUnmasked, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var units = await UnitPaths.ReadAsync(context, cancellation);
        var rows = await PeopleSelection.Ordered(PeopleSelection.Of(context, query, new(units, query.Day)), query).Take(MaximumExported).ToListAsync(cancellation);
        var lines = new List<PersonLine>(rows.Count);
        foreach (var some in rows.Chunk(PeopleQuery.MaximumTake))
            lines.AddRange(await LinesAsync(context, some, query.Day, units, isUnmasked, cancellation));
        return lines;
    }

    /// <summary>A person with everything that is dated; null where there is none of that number.</summary>
    public async Task<FoundPerson?> FindAsync(string number, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<Person>().AsNoTracking().SingleOrDefaultAsync(person => person.Number == number, cancellation) is { } person
            ? new(person, (await CareerRows.ReadAsync(context, [number], isTracked: false, cancellation)).Of(number), await CareerNames.ReadAsync(context, cancellation),
                (await AccountsOfPeople.ReadAsync(context, [number], cancellation)).GetValueOrDefault(number))
            : null;
    }

    private static async Task<IReadOnlyList<PersonLine>> LinesAsync(
        PortalContext context, IReadOnlyList<SelectedPerson> rows, DateOnly day, UnitPaths units, bool isUnmasked, CancellationToken cancellation)
    {
        var numbers = rows.Select(static row => row.Person.Number).ToArray();
        var posts = (await (from row in context.Set<PostHolding>()
                            where numbers.Contains(row.PersonNumber) && row.FromDay <= day && row.UntilDay > day
                            join post in context.Set<Post>() on row.PostId equals post.Id
                            orderby post.Id
                            select new { row.PersonNumber, post.Id, post.ChineseName, post.EnglishName }).ToListAsync(cancellation))
            .ToLookup(static row => row.PersonNumber, static row => new HeldPost(row.Id, row.ChineseName, row.EnglishName), StringComparer.Ordinal);
        var skills = (await (from row in context.Set<SkillHolding>()
                             where numbers.Contains(row.PersonNumber) && row.FromDay <= day && row.UntilDay > day
                             join skill in context.Set<Skill>() on row.SkillId equals skill.Id
                             orderby skill.Id
                             select new { row.PersonNumber, skill.Id, skill.Name, row.Level }).ToListAsync(cancellation))
            .ToLookup(static row => row.PersonNumber, static row => new HeldSkill(row.Id, row.Name, row.Level), StringComparer.Ordinal);
        var leads = (await context.Set<Leadership>().AsNoTracking().Where(row => numbers.Contains(row.PersonNumber) && row.FromDay <= day && row.UntilDay > day).ToListAsync(cancellation))
            .ToLookup(static row => row.PersonNumber, StringComparer.Ordinal);
        var mentors = (await context.Set<Mentoring>().AsNoTracking().Where(row => numbers.Contains(row.PersonNumber) && row.FromDay <= day && row.UntilDay > day).ToListAsync(cancellation))
            .ToDictionary(static row => row.PersonNumber, static row => row.MentorNumber, StringComparer.Ordinal);
        var accounts = await AccountsOfPeople.ReadAsync(context, numbers, cancellation);
        return [.. rows.Select(row => Line(row, posts[row.Person.Number], skills[row.Person.Number], leads[row.Person.Number], mentors.GetValueOrDefault(row.Person.Number), accounts.GetValueOrDefault(row.Person.Number), units, isUnmasked))];
    }

    private static PersonLine Line(
        SelectedPerson row, IEnumerable<HeldPost> posts, IEnumerable<HeldSkill> skills, IEnumerable<Leadership> leads, string? mentor, string? account, UnitPaths units, bool isUnmasked)
    {
        var (person, group) = (row.Person, row.GroupId is { } id ? units.Group(id) : null);
        return new(
            person.Number, person.Name, StateOf(row), person.JoinedOn, person.LastDay,
            group?.DepartmentId, group is null ? "" : units.OfDepartment(group.DepartmentId), group?.Id, group?.Name ?? "", group?.Shift ?? GroupShift.None,
            [.. posts], [.. skills],
            [.. leads.OrderBy(static led => (led.UnitKind, led.UnitId)).Select(led => new LedUnit(led.UnitKind, led.UnitId, led.UnitKind == UnitKind.Group ? units.OfGroup(led.UnitId) : units.OfDepartment(led.UnitId), led.Kind))],
            mentor, PhoneMask.Show(person.Phone, isUnmasked), person.Email, account, person.Version);
    }

    private static StaffState StateOf(SelectedPerson row) => row.State switch
    {
        EmploymentState.Probation => StaffState.Probation,
        EmploymentState.Employed => StaffState.Employed,
        _ => row.WasEmployed ? StaffState.Left : StaffState.Expected,
    };
}
