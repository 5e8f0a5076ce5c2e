using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Modules.People.Units;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Modules.People;

/// <summary>What is dated of people, for machines. Each change holds from a day on, and until another (which is not of it any more) or for good.</summary>
internal static class CareerEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var edit = api.MapGroup("/people/{number}").WithTags("People").Requires(PeopleModule.Edit);
        edit.MapPut("/group", (string number, MoveRequest request, Actor actor, CareerDesk desk, CancellationToken cancellation) => Answer(
            number, desk.MoveAsync(number, request.Version, request.GroupId, request.From, request.Until, actor, cancellation)))
            .WithSummary("Move to a group from a day on; without one, to none");
        edit.MapPut("/employment", (string number, EmploymentRequest request, Actor actor, CareerDesk desk, CancellationToken cancellation) => Answer(
            number, desk.EmployAsync(number, request.Version, request.State, request.From, actor, cancellation)))
            .WithSummary("Employed or on probation from a day on; who had left comes back by it");
        edit.MapPut("/joining", (string number, JoiningRequest request, Actor actor, CareerDesk desk, CancellationToken cancellation) => Answer(
            number, desk.CorrectJoiningAsync(number, request.Version, request.JoinedOn, actor, cancellation)))
            .WithSummary("Correct the day of joining");
        edit.MapPut("/leaving", (string number, LeavingRequest request, Actor actor, CareerDesk desk, CancellationToken cancellation) => Answer(
            number, desk.EndAsync(number, request.Version, request.LastDay, actor, cancellation)))
            .WithSummary("End the employment after a last day, and with it group, units led, posts, skills and mentoring; without one, take the leaving back");
        edit.MapPut("/posts/{post:long}", (string number, long post, HoldingRequest request, Actor actor, CareerDesk desk, CancellationToken cancellation) => Answer(
            number, desk.PostAsync(number, request.Version, post, request.IsHeld, request.From, request.Until, actor, cancellation)))
            .WithSummary("Hold a post from a day on, or with isHeld false no more");
        edit.MapPut("/skills/{skill:long}", (string number, long skill, SkillRequest request, Actor actor, CareerDesk desk, CancellationToken cancellation) => Answer(
            number, desk.SkillAsync(number, request.Version, skill, request.Level, request.From, request.Until, actor, cancellation)))
            .WithSummary("Have a skill at a level of 1 to 5 from a day on; without one, no more");
        edit.MapPut("/leads/groups/{id:long}", (string number, long id, LeadRequest request, Actor actor, CareerDesk desk, CancellationToken cancellation) => Answer(
            number, desk.LeadAsync(number, request.Version, new(UnitKind.Group, id), request.As, request.From, request.Until, actor, cancellation)))
            .WithSummary("Lead a group from a day on, as leader or deputy; without either, no more");
        edit.MapPut("/leads/departments/{id:long}", (string number, long id, LeadRequest request, Actor actor, CareerDesk desk, CancellationToken cancellation) => Answer(
            number, desk.LeadAsync(number, request.Version, new(UnitKind.Department, id), request.As, request.From, request.Until, actor, cancellation)))
            .WithSummary("Lead a department from a day on, as leader or deputy; without either, no more");
        edit.MapPut("/mentor", (string number, MentorRequest request, Actor actor, CareerDesk desk, CancellationToken cancellation) => Answer(
            number, desk.MentorAsync(number, request.Version, request.Mentor, request.From, request.Until, actor, cancellation)))
            .WithSummary("Have a mentor from a day on; without one, none");
    }

    private static async Task<IResult> Answer(string number, Task<Checked<Person>> change) =>
        Answers.Of(await change, PeopleEndpoints.Missing(number), static current => PersonView.Of(current, isUnmasked: false));

    private sealed record MoveRequest(long Version, DateOnly From, long? GroupId = null, DateOnly? Until = null);

    private sealed record EmploymentRequest(long Version, EmploymentState State, DateOnly From);

    private sealed record JoiningRequest(long Version, DateOnly JoinedOn);

    private sealed record LeavingRequest(long Version, DateOnly? LastDay = null);

    private sealed record HoldingRequest(long Version, DateOnly From, DateOnly? Until = null, bool IsHeld = true);

    private sealed record SkillRequest(long Version, DateOnly From, int? Level = null, DateOnly? Until = null);

    private sealed record LeadRequest(long Version, DateOnly From, LeadershipKind? As = null, DateOnly? Until = null);

    private sealed record MentorRequest(long Version, DateOnly From, string? Mentor = null, DateOnly? Until = null);
}
