using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Modules.People.Timelines;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Modules.People.Units;

/// <summary>Applies organisation templates: what there is by the same name in the same place on that day is left as it is, the rest is added. Applied again, it adds nothing.</summary>
internal sealed class TemplateDesk(IDbContextFactory<PortalContext> contexts, TimeProvider time)
{
    /// <summary>What applying it would add. Nothing is changed.</summary>
    /// <inheritdoc cref="ApplyAsync"/>
    public async Task<(IReadOnlyList<string> Added, Fault? Fault)> PreviewAsync(
        OrganisationTemplate template, long? parent, bool isEnglish, DateOnly from, Actor actor, CancellationToken cancellation = default)
    {
        PeopleSight.RequireForAll(actor);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var (added, _, fault) = await AddAsync(context, template, parent, isEnglish, from, cancellation);
        return (added, fault);
    }

    /// <param name="parent">The department in which it is applied; null for the top.</param>
    /// <param name="isEnglish">In which language the units are named.</param>
    /// <param name="from">From when on the units are there.</param>
    /// <returns>The paths of what was added, departments first; a fault when it cannot be applied there.</returns>
    public Task<(IReadOnlyList<string> Added, Fault? Fault)> ApplyAsync(
        OrganisationTemplate template, long? parent, bool isEnglish, DateOnly from, Actor actor, CancellationToken cancellation = default) =>
        OrganisationTurn.RunAsync<(IReadOnlyList<string> Added, Fault? Fault)>(contexts, async context =>
        {
            PeopleSight.RequireForAll(actor);
            var (added, period, fault) = await AddAsync(context, template, parent, isEnglish, from, cancellation);
            if (added.Count > 0)
            {
                context.Add(AuditRecord.Of(
                    time.GetUtcNow(), actor.Name, actor.Origin, "apply organisation template", $"organisation template {template.Id}", null, $"{string.Join(", ", added)} {period}"));
                await OrganisationTurn.TakeAsync(context, cancellation);
                await context.SaveChangesAsync(cancellation);
            }

            return (added, fault);
        }, cancellation);

    private static async Task<(IReadOnlyList<string> Added, Period Period, Fault? Fault)> AddAsync(
        PortalContext context, OrganisationTemplate template, long? parent, bool isEnglish, DateOnly from, CancellationToken cancellation)
    {
        var units = await UnitPaths.ReadAsync(context, cancellation);
        var above = parent is { } id ? units.Department(id) : null;
        if (parent is not null && above is null)
            return (Nothing, default, new("departmentId", FormattableString.Invariant($"{parent}, which there is not"), "the id of a department"));
        if (above is null && template.Groups.Length > 0)
            return (Nothing, default, new Fault("departmentId", "none", $"the department that is to have the groups of '{template.Id}'").Because("templateNeedsDepartment"));
        var (period, fault) = (above is null ? new Bounds() : new Bounds().And($"the department {above.Name}", above.Period)).Of(from, null);
        return fault is not null ? (Nothing, default, fault) : (Add(context, units, template, above, isEnglish, period), period, null);
    }

    private static IReadOnlyList<string> Nothing => [];

    private static List<string> Add(PortalContext context, UnitPaths units, OrganisationTemplate template, Department? above, bool isEnglish, Period period)
    {
        var added = new List<string>();
        foreach (var (name, groups) in template.Departments)
        {
            var department = units.FindDepartment(above?.Id, name.In(isEnglish), period);
            if (department is null)
            {
                department = new() { Id = units.NextDepartmentId, ParentId = above?.Id, Name = name.In(isEnglish), FromDay = period.From, UntilDay = period.Until };
                context.Add(department);
                units = units.With(department);
                added.Add(units.OfDepartment(department.Id));
            }

            // A department that begins later or ends sooner has its groups for as long as it is there itself.
            units = AddGroups(units, department, groups, department.Period.And(period)!.Value);
        }

        if (above is not null)
            AddGroups(units, above, template.Groups, period);
        return added;

        UnitPaths AddGroups(UnitPaths known, Department department, IEnumerable<GroupTemplate> groups, Period there)
        {
            foreach (var (name, shift) in groups)
            {
                if (known.FindGroup(department.Id, name.In(isEnglish), there) is not null)
                    continue;
                var group = new Group { Id = known.NextGroupId, DepartmentId = department.Id, Name = name.In(isEnglish), Shift = shift, FromDay = there.From, UntilDay = there.Until };
                context.Add(group);
                known = known.With(group);
                added.Add(known.OfGroup(group.Id));
            }

            return known;
        }
    }
}
