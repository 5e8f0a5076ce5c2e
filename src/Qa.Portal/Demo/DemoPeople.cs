using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Modules.People.Sheets;
using Qa.Portal.Modules.People.Skills;
using Qa.Portal.Modules.People.Units;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Demo;

/// <summary>The people of a demo, taken in as those of any centre are: by a sheet, and their leaders named.</summary>
internal sealed class DemoPeople(IDbContextFactory<PortalContext> contexts, PeopleImport import, SkillDesk skills, CareerDesk careers, CentreTime centre)
{
    // Since when the sheet holds: long enough that last month's figures have their groups.
    private const int DaysKnown = 90;

    public async Task TakeInAsync(IReadOnlyList<DemoPerson> people, Actor actor, CancellationToken cancellation)
    {
        foreach (var skill in people.SelectMany(static person => person.Cells["技能"].Split('、', StringSplitOptions.RemoveEmptyEntries)).Select(static skill => skill.Split(':')[0]).Distinct(StringComparer.Ordinal))
            await skills.SaveAsync(null, skill, false, null, actor, cancellation);
        await using var sheet = await DemoPerson.SheetAsync(people, cancellation);
        var outcome = await import.RunAsync(sheet, centre.Today.AddDays(-DaysKnown), isAddingUnits: true, actor, cancellation: cancellation);
        if (outcome.Errors.Count > 0)
            throw new InvalidDataException($"people.csv: {outcome.Errors[0]}");
        foreach (var leader in people.Where(static person => person.Leads.Length > 0))
            await LeadAsync(leader, actor, cancellation);
    }

    private async Task LeadAsync(DemoPerson leader, Actor actor, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var unit = leader.Leads == leader.Group
            ? new UnitReference(UnitKind.Group, (await context.Set<Group>().SingleAsync(group => group.Name == leader.Leads, cancellation)).Id)
            : new UnitReference(UnitKind.Department, (await context.Set<Department>().SingleAsync(each => each.Name == leader.Leads, cancellation)).Id);
        var version = (await context.Set<Person>().AsNoTracking().SingleAsync(person => person.Number == leader.Number, cancellation)).Version;
        var answer = await careers.LeadAsync(leader.Number, version, unit, LeadershipKind.Leader, centre.Today.AddDays(-DaysKnown), null, actor, cancellation);
        if (answer.Fault is { } fault)
            throw new InvalidDataException($"people.csv: {leader.Number}: {fault}");
    }
}
