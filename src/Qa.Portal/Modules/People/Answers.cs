using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Qa.Portal.Platform.Access;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Platform.Data;
using Qa.Portal.Platform.Problems;

namespace Qa.Portal.Modules.People;

/// <summary>How what became of a change is said to machines, and who asks.</summary>
internal static class Answers
{
    /// <summary>Whether who asks may see phone numbers whole.</summary>
    public static bool SeesPhones(Actor person) => person.May("privacy.unmask");

    public static string NameOf(Actor person) => person.Name;

    /// <summary>Whom somebody may read of; null for everybody.</summary>
    public static async Task<PeopleWithin?> WithinAsync(Actor person, IPeopleDirectory people, CentreDay centre, CancellationToken cancellation) => person.Grants.ScopeOf(PeopleModule.Read) switch
    {
        DataScope.All => null,
        _ when person.AgentId is null => new(null, [], []),
        DataScope.Department => PeopleWithin.Departments(await people.ScopeOfAsync(person.AgentId, centre.Today, cancellation)),
        DataScope.Group => PeopleWithin.Groups(await people.ScopeOfAsync(person.AgentId, centre.Today, cancellation)),
        _ => new(person.AgentId, [], []),
    };

    /// <summary>Where somebody belongs, and what there is to belong to, is changed by who may change everybody: a move concerns two groups.</summary>
    public static async ValueTask<object?> OfEverybodyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await Actor.BindAsync(context.HttpContext) is { } person && person.Grants.ScopeOf(PeopleModule.Edit) == DataScope.All
            ? await next(context)
            : Problem.Of(403, "not-allowed", $"'{PeopleModule.Edit}' is needed for everybody, not for some");

    public static IResult Of<T>(Checked<T> done, string missing, Func<T, object> view)
        where T : class => done switch
        {
            { Fault: { } fault } => Of(fault),
            { Saved: { Outcome: SaveOutcome.Done, Current: { } current } } => TypedResults.Ok(view(current)),
            { Saved.Outcome: SaveOutcome.Missing } => Problem.Of(404, "not-found", missing),
            _ => ChangedMeanwhile(done.Saved?.Current is { } current ? view(current) : null),
        };

    public static ProblemHttpResult Of(Fault fault) => Problem.Of(400, "invalid-request", fault.Message);

    private static ProblemHttpResult ChangedMeanwhile(object? current) => Problem.Of(
        409, "changed-meanwhile", "somebody else has changed it since it was read; nothing was saved: look at what there is now, and save again with its version",
        new() { ["current"] = current });
}
