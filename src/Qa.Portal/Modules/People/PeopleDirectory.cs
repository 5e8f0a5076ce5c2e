using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Modules.People.Posts;
using Qa.Portal.Modules.People.Timelines;
using Qa.Portal.Modules.People.Units;
using Qa.Portal.Platform.Accounts;

namespace Qa.Portal.Modules.People;

/// <summary>Answers the other modules, each question in a few statements however many people it is about.</summary>
internal sealed class PeopleDirectory(IDbContextFactory<PortalContext> contexts) : IPeopleDirectory
{
    /// <summary>Most pairs of one question.</summary>
    public const int MaximumPairs = 200_000;

    // Parameters of one statement.
    private const int KeysAtOnce = 500;

    public async Task<PersonCard?> FindAsync(string number, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await Cards(context, context.Set<Person>().Where(person => person.Number == number)).SingleOrDefaultAsync(cancellation);
    }

    public async Task<PersonCard?> FindByAccountAsync(string account, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var name = account.ToUpperInvariant();
        return await Cards(context, context.Set<Person>().Where(person => context.Set<Account>().Any(each => each.NormalizedUserName == name && each.AgentId == person.Number))).SingleOrDefaultAsync(cancellation);
    }

    public async Task<IReadOnlyDictionary<string, PersonCard>> FindAllAsync(IReadOnlyCollection<string> numbers, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var found = new Dictionary<string, PersonCard>(StringComparer.Ordinal);
        foreach (var some in numbers.Distinct(StringComparer.Ordinal).Chunk(KeysAtOnce))
        {
            foreach (var card in await Cards(context, context.Set<Person>().Where(person => some.Contains(person.Number))).ToListAsync(cancellation))
                found.Add(card.Number, card);
        }

        return found;
    }

    public async Task<Placement?> PlacementAsync(string number, DateOnly day, CancellationToken cancellation = default) =>
        (await PlacementsAsync([new(number, day)], cancellation)).Values.SingleOrDefault();

    public async Task<IReadOnlyDictionary<AgentDay, Placement>> PlacementsAsync(IReadOnlyCollection<AgentDay> agentDays, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(agentDays.Count, MaximumPairs);
        var placements = new Dictionary<AgentDay, Placement>();
        if (agentDays.Count == 0)
            return placements;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var units = await UnitPaths.ReadAsync(context, cancellation);
        var known = units.Groups.ToDictionary(static group => group.Id, group => new Placement(group.Id, group.Name, group.Shift, group.DepartmentId, units.Department(group.DepartmentId)!.Name));
        var (first, last) = (agentDays.Min(static pair => pair.Day), agentDays.Max(static pair => pair.Day));
        var daysOf = agentDays.ToLookup(static pair => pair.Number, static pair => pair.Day, StringComparer.Ordinal);
        foreach (var numbers in daysOf.Select(static group => group.Key).Chunk(KeysAtOnce))
        {
            var rows = await context.Set<Membership>().AsNoTracking()
                .Where(row => numbers.Contains(row.PersonNumber) && row.FromDay <= last && row.UntilDay > first).ToListAsync(cancellation);
            foreach (var own in rows.GroupBy(static row => row.PersonNumber, StringComparer.Ordinal))
            {
                var groups = Timeline<long>.Of(own.Select(static row => new Stretch<long>(new(row.FromDay, row.UntilDay), row.GroupId)));
                foreach (var day in daysOf[own.Key])
                {
                    if (groups.On(day) is { } stretch)
                        placements[new(own.Key, day)] = known[stretch.Value];
                }
            }
        }

        return placements;
    }

    public async Task<IReadOnlyList<Stay>> StaysAsync(IReadOnlyCollection<long> groups, Period period, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var stays = new List<Stay>();
        foreach (var some in groups.Distinct().Chunk(KeysAtOnce))
        {
            var rows = await context.Set<Membership>().AsNoTracking()
                .Where(row => some.Contains(row.GroupId) && row.FromDay < period.Until && row.UntilDay > period.From)
                .OrderBy(static row => row.PersonNumber).ThenBy(static row => row.FromDay).ToListAsync(cancellation);
            stays.AddRange(rows.Select(row => new Stay(row.PersonNumber, row.GroupId, new Period(row.FromDay, row.UntilDay).And(period)!.Value)));
        }

        return stays;
    }

    public Task<IReadOnlyList<PersonCard>> MembersOfGroupAsync(long group, DateOnly day, CancellationToken cancellation = default) => MembersAsync(_ => [group], day, cancellation);

    public Task<IReadOnlyList<PersonCard>> MembersOfDepartmentAsync(long department, DateOnly day, CancellationToken cancellation = default) =>
        MembersAsync(tree => [.. tree.WithBelow([department]).SelectMany(tree.GroupsOf).Select(static group => group.Id)], day, cancellation);

    public async Task<ImmutableSortedSet<long>> GroupsLedAsync(string number, DateOnly day, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var tree = new UnitTree(await UnitPaths.ReadAsync(context, cancellation), day);
        return GroupsLed(await LedAsync(context, number, day, cancellation), tree);
    }

    public async Task<IReadOnlyList<UnitLeader>> LeadersAsync(UnitReference unit, DateOnly day, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var leaders = from row in context.Set<Leadership>().AsNoTracking()
                      where row.UnitKind == unit.Kind && row.UnitId == unit.Id && row.FromDay <= day && row.UntilDay > day
                      join person in context.Set<Person>() on row.PersonNumber equals person.Number
                      orderby person.Number
                      select new { row.Kind, Card = new PersonCard(
                          person.Number, person.Name, context.Set<Account>().Where(account => account.AgentId == person.Number).Select(static account => account.UserName).FirstOrDefault(),
                          person.Email, person.JoinedOn, person.LastDay) };
        return [.. (await leaders.ToListAsync(cancellation)).OrderBy(static each => each.Kind).Select(static each => new UnitLeader(each.Card, each.Kind))];
    }

    public async Task<IReadOnlyList<Post>> PostsAsync(string number, DateOnly day, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<Post>().AsNoTracking().Include(static post => post.Permissions)
            .Where(post => context.Set<PostHolding>().Any(row => row.PersonNumber == number && row.PostId == post.Id && row.FromDay <= day && row.UntilDay > day))
            .OrderBy(static post => post.Id).ToListAsync(cancellation);
    }

    public async Task<string?> MentorAsync(string number, DateOnly day, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<Mentoring>().Where(row => row.PersonNumber == number && row.FromDay <= day && row.UntilDay > day).Select(static row => row.MentorNumber).SingleOrDefaultAsync(cancellation);
    }

    public async Task<UnitTree> UnitsAsync(DateOnly day, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return new(await UnitPaths.ReadAsync(context, cancellation), day);
    }

    public async Task<PeopleScope> ScopeOfAsync(string number, DateOnly day, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var tree = new UnitTree(await UnitPaths.ReadAsync(context, cancellation), day);
        var own = await context.Set<Membership>().Where(row => row.PersonNumber == number && row.FromDay <= day && row.UntilDay > day).Select(static row => (long?)row.GroupId).SingleOrDefaultAsync(cancellation);
        var led = await LedAsync(context, number, day, cancellation);
        var groups = own is { } group ? GroupsLed(led, tree).Add(group) : GroupsLed(led, tree);
        var departments = led.Where(static unit => unit.Kind == UnitKind.Department).Select(static unit => unit.Id)
            .Concat(tree.Groups.Where(each => groups.Contains(each.Id)).Select(static each => each.DepartmentId));
        return new(number, own, groups, tree.WithBelow(departments));
    }

    private static IQueryable<PersonCard> Cards(PortalContext context, IQueryable<Person> people) => people.AsNoTracking().Select(person => new PersonCard(
        person.Number, person.Name, context.Set<Account>().Where(account => account.AgentId == person.Number).Select(static account => account.UserName).FirstOrDefault(),
        person.Email, person.JoinedOn, person.LastDay));

    private static async Task<IReadOnlyList<UnitReference>> LedAsync(PortalContext context, string number, DateOnly day, CancellationToken cancellation) =>
        [.. (await context.Set<Leadership>().AsNoTracking().Where(row => row.PersonNumber == number && row.FromDay <= day && row.UntilDay > day).ToListAsync(cancellation))
            .Select(static row => new UnitReference(row.UnitKind, row.UnitId))];

    private static ImmutableSortedSet<long> GroupsLed(IReadOnlyList<UnitReference> led, UnitTree tree)
    {
        var departments = tree.WithBelow(led.Where(static unit => unit.Kind == UnitKind.Department).Select(static unit => unit.Id));
        return [.. led.Where(static unit => unit.Kind == UnitKind.Group).Select(static unit => unit.Id), .. departments.SelectMany(tree.GroupsOf).Select(static group => group.Id)];
    }

    private async Task<IReadOnlyList<PersonCard>> MembersAsync(Func<UnitTree, IReadOnlyCollection<long>> groupsOf, DateOnly day, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var groups = groupsOf(new(await UnitPaths.ReadAsync(context, cancellation), day));
        return await Cards(context, context.Set<Person>()
            .Where(person => context.Set<Membership>().Any(row => row.PersonNumber == person.Number && groups.Contains(row.GroupId) && row.FromDay <= day && row.UntilDay > day))
            .OrderBy(static person => person.Number)).ToListAsync(cancellation);
    }
}
