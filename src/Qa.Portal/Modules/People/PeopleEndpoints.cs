using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Privacy;
using Qa.Portal.Platform.Problems;
using Qa.Portal.Ui;

namespace Qa.Portal.Modules.People;

/// <summary>People, for machines: a personnel system may keep them.</summary>
internal static class PeopleEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var read = api.MapGroup("/people").WithTags("People").Requires(PeopleModule.Read);
        read.MapGet("", ListAsync).WithSummary("People as of a day (today, if none is said): searched, filtered, sorted, by pages");
        read.MapGet("/{number}", FindAsync).WithSummary("A person with everything that is dated; with unmasked, and the permission for it, the phone number is whole, and that it was read is written to the audit log");
        var edit = api.MapGroup("/people").WithTags("People").Requires(PeopleModule.Edit);
        edit.MapPost("", AddAsync).WithSummary("Add a person, employed from a day on");
        edit.MapPut("/{number}", SaveAsync).WithSummary("Change what is not dated; with the version that was read. A phone number as it was shown, masked, means the stored one");
    }

    /// <summary>What the list and its sheet are filtered by.</summary>
    public static (PeopleQuery? Query, Fault? Fault) QueryOf(
        CentreTime centre, string? search, long? department, long? group, long? post, long? skill, int? level, StaffState? state, DateOnly? day, PeopleSort? sort, bool? descending, int? skip, int? take)
    {
        if (skip is < 0)
            return (null, new("skip", FormattableString.Invariant($"{skip}"), "0 or more"));
        if (take is < 1 or > PeopleQuery.MaximumTake)
            return (null, new("take", FormattableString.Invariant($"{take}"), FormattableString.Invariant($"1 to {PeopleQuery.MaximumTake}")));
        return (new(day ?? centre.Today, search, department, group, post, skill, level ?? 1, state, sort ?? PeopleSort.Number, descending ?? false, skip ?? 0, take ?? PeopleQuery.DefaultTake), null);
    }

    private static async Task<IResult> ListAsync(
        string? search, long? department, long? group, long? post, long? skill, int? level, string? state, DateOnly? day, string? sort, bool? descending, int? skip, int? take,
        bool? unmasked, Actor actor, PeopleList people, PeopleSight sight, SensitiveReading sensitive, CentreTime centre, CancellationToken cancellation)
    {
        var (wantedState, wantedSort) = (Words.Of<StaffState>("state", state), Words.Of<PeopleSort>("sort", sort));
        var (query, fault) = QueryOf(centre, search, department, group, post, skill, level, wantedState.Value, day, wantedSort.Value, descending, skip, take);
        if ((wantedState.Fault ?? wantedSort.Fault ?? fault) is { } wrong)
            return Answers.Of(wrong);
        query = query! with { Within = await sight.OfAsync(actor, PeopleModule.Read, cancellation) };
        return TypedResults.Ok(await people.ReadAsync(query, await sensitive.UnmaskAsync(actor, unmasked ?? false, "people", cancellation), cancellation));
    }

    private static async Task<IResult> FindAsync(string number, DateOnly? day, bool? unmasked, string? lang, Actor actor, PersonReading people, CentreTime centre, CancellationToken cancellation) =>
        await people.ReadAsync(number, day ?? centre.Today, unmasked ?? false, Languages.IsEnglishIn(lang), actor, cancellation) is { } history
            ? TypedResults.Ok(history)
            : Problem.Of(404, "not-found", Missing(number));

    private static async Task<IResult> AddAsync(NewPerson request, Actor actor, PeopleRegister register, CancellationToken cancellation) => Answers.Of(
        await register.AddAsync(request.Number, new(request.Name, request.Phone, request.Email), request.JoinedOn, request.State, actor, cancellation),
        Missing(request.Number), static current => PersonView.Of(current, isUnmasked: false));

    private static async Task<IResult> SaveAsync(string number, PersonRequest request, Actor actor, PeopleRegister register, CancellationToken cancellation) => Answers.Of(
        await register.SaveAsync(number, new(request.Name, request.Phone, request.Email), request.Version, actor, cancellation),
        Missing(number), static current => PersonView.Of(current, isUnmasked: false));

    public static string Missing(string number) => $"there is no person '{number}'";

    private sealed record NewPerson(string Number, string Name, DateOnly JoinedOn, EmploymentState State = EmploymentState.Employed, string Phone = "", string Email = "");

    private sealed record PersonRequest(string Name, long Version, string Phone = "", string Email = "");
}
