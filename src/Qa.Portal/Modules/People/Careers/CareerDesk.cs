using Microsoft.EntityFrameworkCore;
using Qa.Portal.Data;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Modules.People.Posts;
using Qa.Portal.Modules.People.Skills;
using Qa.Portal.Modules.People.Timelines;
using Qa.Portal.Modules.People.Units;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Modules.People.Careers;

/// <summary>
/// Changes what is dated of a person. Each change says from which day on it holds, and may say until which; without an end it holds
/// for good, whatever was planned for later. The days before stay as they were, so figures that were computed stay true.
/// </summary>
internal sealed class CareerDesk(IDbContextFactory<PortalContext> contexts, PeopleSight sight, CentreTime centre, TimeProvider time)
{
    /// <summary>Moves a person to a group from a day on.</summary>
    /// <param name="group">Null for none.</param>
    /// <param name="version">Of the person that was read; so with all changes here.</param>
    public Task<Checked<Person>> MoveAsync(string number, long version, long? group, DateOnly from, DateOnly? until, Actor actor, CancellationToken cancellation = default) =>
        ChangeAsync(number, version, "move person", actor, async (context, before, within) =>
        {
            if (group is not { } id)
                return Changed(new Bounds().Of(from, until), period => before.Moved(period, null));
            var unit = await context.Set<Group>().AsNoTracking().SingleOrDefaultAsync(each => each.Id == id, cancellation);
            if (unit is null)
                return (before, NoSuch("group", id));
            RequireUnit(within, within?.Covers(unit.Id, unit.DepartmentId));
            return Changed(Employed(before, from).And($"the group {unit.Name}", unit.Period).Of(from, until), period => before.Moved(period, id));
        }, cancellation);

    /// <summary>试用, 在职: employed in this way from a day on; who had left comes back by it.</summary>
    public Task<Checked<Person>> EmployAsync(string number, long version, EmploymentState state, DateOnly from, Actor actor, CancellationToken cancellation = default) =>
        ChangeAsync(number, version, "set employment", actor, (_, before, _) => Task.FromResult(
            Bounds.Wrong("from", from) is { } fault ? (before, fault) : (before.EmployedFrom(from, state), (Fault?)null)), cancellation);

    /// <summary>Corrects the day of joining (入职日期) of the last spell of employment.</summary>
    public Task<Checked<Person>> CorrectJoiningAsync(string number, long version, DateOnly joinedOn, Actor actor, CancellationToken cancellation = default) =>
        ChangeAsync(number, version, "correct joining", actor, (_, before, _) => Task.FromResult(
            CareerRules.JoiningFault(before, joinedOn) is { } fault ? (before, fault) : (before.Joined(joinedOn), (Fault?)null)), cancellation);

    /// <summary>离职: the person leaves after a day, the last on which it belongs to its group. Groups, units led, posts, skills, mentors end with it, and so does the person's mentoring of others.</summary>
    /// <param name="lastDay">Null where the leaving is taken back.</param>
    public Task<Checked<Person>> EndAsync(string number, long version, DateOnly? lastDay, Actor actor, CancellationToken cancellation = default) =>
        ChangeAsync(number, version, lastDay is null ? "take leaving back" : "end employment", actor, async (context, before, within) =>
        {
            if (CareerRules.LeavingFault(before, lastDay) is { } fault)
                return (before, fault);
            if (lastDay is { } day)
                await new MentorsLeaving(time).EndAsync(context, new Dictionary<string, DateOnly> { [number] = day.AddDays(1) }, actor, new HashSet<string>(), cancellation);
            return (before.Ended(lastDay), null);
        }, cancellation);

    public Task<Checked<Person>> PostAsync(string number, long version, long post, bool isHeld, DateOnly from, DateOnly? until, Actor actor, CancellationToken cancellation = default) =>
        ChangeAsync(number, version, "set post", actor, async (context, before, within) =>
            !await context.Set<Post>().AnyAsync(each => each.Id == post && (!isHeld || !each.IsRetired), cancellation)
                ? (before, NoSuch("post", post))
                : Changed((isHeld ? Employed(before, from) : new()).Of(from, until), period => before.Posted(post, period, isHeld)), cancellation);

    /// <param name="level">1..5; null where the person does not have the skill any more.</param>
    public Task<Checked<Person>> SkillAsync(string number, long version, long skill, int? level, DateOnly from, DateOnly? until, Actor actor, CancellationToken cancellation = default) =>
        ChangeAsync(number, version, "set skill", actor, async (context, before, within) =>
        {
            if (level is < 1 or > Skill.MaximumLevel)
                return (before, new("level", FormattableString.Invariant($"{level}"), FormattableString.Invariant($"1 to {Skill.MaximumLevel}")));
            return !await context.Set<Skill>().AnyAsync(each => each.Id == skill && (level == null || !each.IsRetired), cancellation)
                ? (before, NoSuch("skill", skill))
                : Changed((level is null ? new() : Employed(before, from)).Of(from, until), period => before.Skilled(skill, period, level));
        }, cancellation);

    /// <param name="kind">Null where the person does not lead the unit any more.</param>
    public Task<Checked<Person>> LeadAsync(string number, long version, UnitReference unit, LeadershipKind? kind, DateOnly from, DateOnly? until, Actor actor, CancellationToken cancellation = default) =>
        ChangeAsync(number, version, "set leader", actor, async (context, before, within) =>
        {
            var group = unit.Kind == UnitKind.Group ? await context.Set<Group>().AsNoTracking().SingleOrDefaultAsync(each => each.Id == unit.Id, cancellation) : null;
            IUnit? found = unit.Kind == UnitKind.Group ? group : await context.Set<Department>().AsNoTracking().SingleOrDefaultAsync(each => each.Id == unit.Id, cancellation);
            if (found is null)
                return (before, NoSuch(unit.Kind == UnitKind.Group ? "group" : "department", unit.Id));
            RequireUnit(within, group is null ? within?.DepartmentIds.Contains(unit.Id) : within?.Covers(group.Id, group.DepartmentId));
            var bounds = kind is null ? new() : Employed(before, from).And($"the {(unit.Kind == UnitKind.Group ? "group" : "department")} {found.Name}", found.Period);
            return Changed(bounds.Of(from, until), period => before.Leading(unit, period, kind));
        }, cancellation);

    /// <param name="mentor">工号 of the mentor (师傅); null for none.</param>
    public Task<Checked<Person>> MentorAsync(string number, long version, string? mentor, DateOnly from, DateOnly? until, Actor actor, CancellationToken cancellation = default) =>
        ChangeAsync(number, version, "set mentor", actor, async (context, before, within) =>
        {
            if (mentor is null)
                return Changed(new Bounds().Of(from, until), period => before.Mentored(period, null));
            if (mentor == number)
                return (before, new Fault("mentor", "the person itself", "somebody else").Because("ownMentor"));
            if (!await context.Set<Person>().AnyAsync(person => person.Number == mentor, cancellation))
                return (before, new Fault("mentor", $"'{mentor}', whom nobody knows", "the number of a person").Because("noSuchPerson", mentor));
            var career = (await CareerRows.ReadAsync(context, [mentor], isTracked: false, cancellation)).Of(mentor);
            return Changed(Employed(before, from).And($"the employment of {mentor}", career.SpellOn(from)).Of(from, until), period => before.Mentored(period, mentor));
        }, cancellation);

    // Who may change only some people puts nobody where others' data are shown.
    private static void RequireUnit(PeopleWithin? within, bool? isCovered)
    {
        if (within is not null && isCovered != true)
            throw new NotAllowedException($"{PeopleModule.Edit} for all");
    }

    private static Bounds Employed(Career career, DateOnly from) => new Bounds().And("the employment", career.SpellOn(from));

    private static (Career After, Fault? Fault) Changed((Period Period, Fault? Fault) within, Func<Period, Career> change) =>
        within.Fault is { } fault ? (Career.None, fault) : (change(within.Period), null);

    private static Fault NoSuch(string field, long id) => new(field, FormattableString.Invariant($"{id}, which there is not"), $"the id of a {field} that is given");

    private async Task<Checked<Person>> ChangeAsync(
        string number, long version, string action, Actor actor, Func<PortalContext, Career, PeopleWithin?, Task<(Career After, Fault? Fault)>> decide, CancellationToken cancellation)
    {
        var within = await sight.ForChangeOfAsync(actor, number, cancellation);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.Set<Person>().FindAsync([number], cancellation) is not { } person || !await sight.CoversAsync(within, number, centre.Today, cancellation))
            return new Saved<Person>(SaveOutcome.Missing, null);
        if (person.Version != version)
            return new Saved<Person>(SaveOutcome.ChangedMeanwhile, person);
        var rows = await CareerRows.ReadAsync(context, [number], isTracked: true, cancellation);
        var before = rows.Of(number);
        var (after, fault) = await decide(context, before, within);
        if (fault is not null)
            return fault;
        var differences = CareerText.Differences(before, after, await CareerNames.ReadAsync(context, cancellation));
        if (differences.Count == 0)
            return await UnchangedAsync(context, person, cancellation);
        rows.Put(number, after);
        person.Follow(after);
        context.Entry(person).Property(static each => each.Version).IsModified = true;
        context.Add(PersonAudit.Of(time, actor, action, number, differences));
        return await PeopleRegister.SavingAsync(context, person, cancellation);
    }
    // The career was read after the person: that it is as asked may be the work of somebody who saved in between.
    private static async Task<Checked<Person>> UnchangedAsync(PortalContext context, Person person, CancellationToken cancellation)
    {
        var version = person.Version;
        await context.Entry(person).ReloadAsync(cancellation);
        return new Saved<Person>(person.Version == version ? SaveOutcome.Done : SaveOutcome.ChangedMeanwhile, person);
    }
}
