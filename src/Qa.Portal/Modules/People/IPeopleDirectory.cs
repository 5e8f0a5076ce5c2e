using System.Collections.Immutable;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Posts;
using Qa.Portal.Modules.People.Timelines;
using Qa.Portal.Modules.People.Units;

namespace Qa.Portal.Modules.People;

/// <summary>
/// What other modules know of this one: who people are, and where they belonged on a day. Figures of a day are those of the group of
/// that day, so every question names one. People are named by 工号, the agent's id of interactions.
/// </summary>
internal interface IPeopleDirectory
{
    /// <summary>Null for a number that nobody has.</summary>
    Task<PersonCard?> FindAsync(string number, CancellationToken cancellation = default);

    /// <summary>The person who signs in with an account; null for none.</summary>
    Task<PersonCard?> FindByAccountAsync(string account, CancellationToken cancellation = default);

    /// <summary>Those of some numbers that there are, by number.</summary>
    Task<IReadOnlyDictionary<string, PersonCard>> FindAllAsync(IReadOnlyCollection<string> numbers, CancellationToken cancellation = default);

    /// <summary>The group and department of a person on a day; null for none.</summary>
    Task<Placement?> PlacementAsync(string number, DateOnly day, CancellationToken cancellation = default);

    /// <summary>The same for many at once, in a few statements. A pair that is not in the answer has none.</summary>
    /// <param name="agentDays">At most <see cref="PeopleDirectory.MaximumPairs"/>.</param>
    Task<IReadOnlyDictionary<AgentDay, Placement>> PlacementsAsync(IReadOnlyCollection<AgentDay> agentDays, CancellationToken cancellation = default);

    /// <summary>Who belonged to some groups when, as far as it is in a period: for queries over many days.</summary>
    Task<IReadOnlyList<Stay>> StaysAsync(IReadOnlyCollection<long> groups, Period period, CancellationToken cancellation = default);

    /// <summary>Who belongs to a group on a day, in the order of numbers.</summary>
    Task<IReadOnlyList<PersonCard>> MembersOfGroupAsync(long group, DateOnly day, CancellationToken cancellation = default);

    /// <summary>Who belongs to a group of a department, or of one below it, on a day.</summary>
    Task<IReadOnlyList<PersonCard>> MembersOfDepartmentAsync(long department, DateOnly day, CancellationToken cancellation = default);

    /// <summary>The groups that a person leads on a day, as leader or deputy: those, and all of the departments that the person leads.</summary>
    Task<ImmutableSortedSet<long>> GroupsLedAsync(string number, DateOnly day, CancellationToken cancellation = default);

    /// <summary>Who leads a group or department itself on a day: to whom an appeal or a request goes.</summary>
    Task<IReadOnlyList<UnitLeader>> LeadersAsync(UnitReference unit, DateOnly day, CancellationToken cancellation = default);

    /// <summary>The posts that a person holds on a day, with their business permissions.</summary>
    Task<IReadOnlyList<Post>> PostsAsync(string number, DateOnly day, CancellationToken cancellation = default);

    /// <summary>The mentor (师傅) of a person on a day; null for none.</summary>
    Task<string?> MentorAsync(string number, DateOnly day, CancellationToken cancellation = default);

    /// <summary>The departments and groups that there are on a day.</summary>
    Task<UnitTree> UnitsAsync(DateOnly day, CancellationToken cancellation = default);

    /// <summary>What the data scopes of permissions (本人, 本组, 本部门) come to for a person on a day.</summary>
    Task<PeopleScope> ScopeOfAsync(string number, DateOnly day, CancellationToken cancellation = default);
}

/// <summary>An agent on a day.</summary>
internal readonly record struct AgentDay(string Number, DateOnly Day);

/// <summary>Where somebody belongs.</summary>
internal sealed record Placement(long GroupId, string GroupName, GroupShift Shift, long DepartmentId, string DepartmentName);

/// <summary>That somebody belonged to a group for a while.</summary>
internal readonly record struct Stay(string Number, long GroupId, Period Period);

/// <summary>Somebody who leads a unit.</summary>
internal sealed record UnitLeader(PersonCard Person, LeadershipKind Kind);

/// <summary>A person as other modules see one: without the phone number.</summary>
/// <param name="LastDay">The last day at the centre; null where none is known.</param>
internal sealed record PersonCard(string Number, string Name, string? Account, string Email, DateOnly? JoinedOn, DateOnly? LastDay);

/// <summary>Whose data a person reaches by each scope, narrower ones first. A number that nobody has reaches only itself.</summary>
/// <param name="Number">Own: the person's own.</param>
/// <param name="GroupId">The group that the person belongs to; null for none.</param>
/// <param name="GroupIds">Group: the groups that the person leads (also by leading their department), and the own.</param>
/// <param name="DepartmentIds">Department: the departments that the person leads, and those of the groups above, each with what is below it.</param>
internal sealed record PeopleScope(string Number, long? GroupId, ImmutableSortedSet<long> GroupIds, ImmutableSortedSet<long> DepartmentIds);
