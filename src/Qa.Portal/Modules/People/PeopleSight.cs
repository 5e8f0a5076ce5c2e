using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Modules.People;

/// <summary>
/// Whom somebody may see and change. Units are those that the person leads or belongs to today; people are those who belong to them on
/// the day that is looked at. Who is out of reach is not there.
/// </summary>
internal sealed class PeopleSight(IPeopleDirectory directory, CentreTime centre)
{
    /// <summary>Null where everybody may be seen.</summary>
    /// <exception cref="NotAllowedException">The permission is not given.</exception>
    public async Task<PeopleWithin?> OfAsync(Actor actor, string permission, CancellationToken cancellation = default)
    {
        actor.Require(permission);
        var scope = actor.Grants.ScopeOf(permission);
        if (scope == DataScope.All)
            return null;
        if (actor.AgentId is not { } number)
            return new(null, [], []);
        var units = await directory.ScopeOfAsync(number, centre.Today, cancellation);
        return scope switch
        {
            DataScope.Own => PeopleWithin.Own(units),
            DataScope.Group => PeopleWithin.Groups(units),
            _ => PeopleWithin.Departments(units),
        };
    }

    /// <summary>Whether a person is among those who may be seen, as of a day.</summary>
    public async Task<bool> CoversAsync(PeopleWithin? within, string number, DateOnly day, CancellationToken cancellation = default) =>
        within is null || within.Number == number || await directory.PlacementAsync(number, day, cancellation) is { } placement && within.Covers(placement.GroupId, placement.DepartmentId);

    /// <summary>Whom somebody may change; null where everybody. Nobody changes the own record but who may change all: posts carry permissions, and groups show data.</summary>
    /// <exception cref="NotAllowedException">Not this person's to change.</exception>
    public async Task<PeopleWithin?> ForChangeOfAsync(Actor actor, string number, CancellationToken cancellation = default)
    {
        var within = await OfAsync(actor, PeopleModule.Edit, cancellation);
        return within is not null && number == actor.AgentId ? throw new NotAllowedException($"{PeopleModule.Edit} for all") : within;
    }

    /// <summary>Whether somebody may change what is everybody's.</summary>
    public static bool MayForAll(Actor actor) => actor.Grants.ScopeOf(PeopleModule.Edit) == DataScope.All;

    /// <summary>What is everybody's, as units, posts, sheets and new people, is changed by those alone whose permission reaches all.</summary>
    /// <exception cref="NotAllowedException">It does not.</exception>
    public static void RequireForAll(Actor actor)
    {
        actor.Require(PeopleModule.Edit);
        if (!MayForAll(actor))
            throw new NotAllowedException($"{PeopleModule.Edit} for all");
    }
}
