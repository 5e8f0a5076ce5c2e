using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Timelines;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Modules.People.Units;

/// <summary>
/// Keeps departments and groups. None is deleted: one that is no more has an end. What a unit is part of is said for all its days;
/// where the centre is arranged anew from a day on, the unit ends on it and another begins.
/// </summary>
internal sealed class UnitDesk(IDbContextFactory<PortalContext> contexts, TimeProvider time)
{
    /// <summary>The units of a day.</summary>
    public async Task<UnitTree> TreeAsync(DateOnly day, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return new(await UnitPaths.ReadAsync(context, cancellation), day);
    }

    /// <summary>All units that there ever were.</summary>
    public async Task<UnitPaths> AllAsync(CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await UnitPaths.ReadAsync(context, cancellation);
    }

    /// <summary>Adds a department, or changes one.</summary>
    /// <param name="id">Null for a new one.</param>
    /// <param name="version">Of the one that was read; null for a new one.</param>
    public Task<Checked<Department>> SaveDepartmentAsync(long? id, DepartmentForm form, long? version, Actor actor, CancellationToken cancellation = default) =>
        OrganisationTurn.RunAsync<Checked<Department>>(contexts, async context =>
        {
            PeopleSight.RequireForAll(actor);
            var name = form.Name.Trim();
            var units = await UnitPaths.ReadAsync(context, cancellation);
            var department = id is { } some ? await context.Set<Department>().FindAsync([some], cancellation) : new();
            if (department is null)
                return new Saved<Department>(SaveOutcome.Missing, null);
            if (id is not null && department.Version != version)
                return new Saved<Department>(SaveOutcome.ChangedMeanwhile, department);
            var (period, fault) = form.Period;
            fault ??= UnitRules.OfDepartment(units, department.Id, form.ParentId, name, period) ?? await LedOutsideAsync(context, new(UnitKind.Department, department.Id), period, cancellation);
            if (fault is not null)
                return fault;
            var before = Describe(id is null ? null : department, units);
            (department.Name, department.ParentId, department.FromDay, department.UntilDay) = (name, form.ParentId, period.From, period.Until);
            if (id is null)
            {
                department.Id = units.NextDepartmentId;
                context.Add(department);
            }

            return await SavingAsync(context, department, "save department", $"department {name}", before, Describe(department, units)!, actor, cancellation);
        }, cancellation);

    /// <summary>Adds a group, or changes one.</summary>
    /// <inheritdoc cref="SaveDepartmentAsync"/>
    public Task<Checked<Group>> SaveGroupAsync(long? id, GroupForm form, long? version, Actor actor, CancellationToken cancellation = default) =>
        OrganisationTurn.RunAsync<Checked<Group>>(contexts, async context =>
        {
            PeopleSight.RequireForAll(actor);
            var name = form.Name.Trim();
            var units = await UnitPaths.ReadAsync(context, cancellation);
            var group = id is { } some ? await context.Set<Group>().FindAsync([some], cancellation) : new();
            if (group is null)
                return new Saved<Group>(SaveOutcome.Missing, null);
            if (id is not null && group.Version != version)
                return new Saved<Group>(SaveOutcome.ChangedMeanwhile, group);
            var (period, fault) = form.Period;
            fault ??= UnitRules.OfGroup(units, group.Id, form.DepartmentId, name, period)
                ?? await MembersOutsideAsync(context, group.Id, period, cancellation) ?? await LedOutsideAsync(context, new(UnitKind.Group, group.Id), period, cancellation);
            if (fault is not null)
                return fault;
            var before = Describe(id is null ? null : group, units);
            (group.Name, group.DepartmentId, group.Shift, group.FromDay, group.UntilDay) = (name, form.DepartmentId, form.Shift, period.From, period.Until);
            if (id is null)
            {
                group.Id = units.NextGroupId;
                context.Add(group);
            }

            return await SavingAsync(context, group, "save group", $"group {name}", before, Describe(group, units)!, actor, cancellation);
        }, cancellation);

    private static async Task<Fault?> MembersOutsideAsync(PortalContext context, long group, Period period, CancellationToken cancellation)
    {
        var outside = await context.Set<Membership>()
            .Where(row => row.GroupId == group && (row.FromDay < period.From || row.UntilDay > period.Until)).Select(static row => row.PersonNumber).Distinct().CountAsync(cancellation);
        return outside == 0 ? null : new Fault("period", period.ToString(), FormattableString.Invariant($"all days on which somebody belongs to the group; {outside} people do on others: move them first")).Because("membersOutside", FormattableString.Invariant($"{outside}"));
    }

    private static async Task<Fault?> LedOutsideAsync(PortalContext context, UnitReference unit, Period period, CancellationToken cancellation)
    {
        var outside = await context.Set<Leadership>().AnyAsync(row => row.UnitKind == unit.Kind && row.UnitId == unit.Id && (row.FromDay < period.From || row.UntilDay > period.Until), cancellation);
        return outside ? new Fault("period", period.ToString(), "all days on which somebody leads it; end that first").Because("ledOutside") : null;
    }

    private static string? Describe(Department? department, UnitPaths units) => department is null
        ? null
        : $"{department.Name}{(department.ParentId is { } parent ? $" in {units.OfDepartment(parent)}" : "")} {department.Period}";

    private static string? Describe(Group? group, UnitPaths units) => group is null ? null : $"{group.Name} in {units.OfDepartment(group.DepartmentId)}, {group.Shift}, {group.Period}";

    private async Task<Checked<T>> SavingAsync<T>(PortalContext context, T unit, string action, string subject, string? before, string after, Actor actor, CancellationToken cancellation)
        where T : class
    {
        if (before != after)
        {
            context.Add(AuditRecord.Of(time.GetUtcNow(), actor.Name, actor.Origin, action, subject, before, after));
            await OrganisationTurn.TakeAsync(context, cancellation);
            await context.SaveChangesAsync(cancellation);
        }

        return new Saved<T>(SaveOutcome.Done, unit);
    }
}
