using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Persons;

namespace Qa.Portal.Modules.People.Units;

/// <summary>The units of a day with who leads them and how many belong to them, in a few statements.</summary>
internal sealed class UnitOverviews(IDbContextFactory<PortalContext> contexts)
{
    public async Task<UnitOverview> ReadAsync(DateOnly day, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var tree = new UnitTree(await UnitPaths.ReadAsync(context, cancellation), day);
        var leaders = await (from row in context.Set<Leadership>().AsNoTracking()
                             where row.FromDay <= day && row.UntilDay > day
                             join person in context.Set<Person>() on row.PersonNumber equals person.Number
                             orderby person.Number
                             select new { row.UnitKind, row.UnitId, Leader = new NamedLeader(person.Number, person.Name, row.Kind) }).ToListAsync(cancellation);
        var members = await context.Set<Membership>().Where(row => row.FromDay <= day && row.UntilDay > day)
            .GroupBy(static row => row.GroupId).Select(static own => new { own.Key, Count = own.Count() }).ToDictionaryAsync(static own => own.Key, static own => own.Count, cancellation);
        return new(tree, leaders.OrderBy(static each => each.Leader.As).ToLookup(static each => new UnitReference(each.UnitKind, each.UnitId), static each => each.Leader), members);
    }
}

/// <summary>The units of a day, their leaders and their numbers of people.</summary>
/// <param name="Leaders">Leaders before deputies.</param>
internal sealed record UnitOverview(UnitTree Tree, ILookup<UnitReference, NamedLeader> Leaders, IReadOnlyDictionary<long, int> MembersOfGroups)
{
    /// <summary>How many belong to a department's groups and to those below it.</summary>
    public int MembersOfDepartment(long department) => Tree.WithBelow([department]).SelectMany(Tree.GroupsOf).Sum(group => MembersOfGroups.GetValueOrDefault(group.Id));
}

/// <summary>Somebody who leads a unit.</summary>
internal sealed record NamedLeader(string Number, string Name, LeadershipKind As);
