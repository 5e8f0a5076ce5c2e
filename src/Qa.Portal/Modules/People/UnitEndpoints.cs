using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qa.Portal.Modules.People.Timelines;
using Qa.Portal.Modules.People.Units;
using Qa.Portal.Platform;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Problems;
using Qa.Portal.Ui;

namespace Qa.Portal.Modules.People;

/// <summary>Departments, groups and organisation templates, for machines.</summary>
internal static class UnitEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var read = api.MapGroup("").WithTags("Units").Requires(PeopleModule.Read);
        read.MapGet("/departments", async (DateOnly? day, UnitDesk desk, CentreTime centre, CancellationToken cancellation) =>
            await desk.TreeAsync(day ?? centre.Today, cancellation) is var tree ? TypedResults.Ok(tree.Departments.Select(each => DepartmentView.Of(each, tree.PathOfDepartment(each.Id)))) : null)
            .WithSummary("The departments of a day (today, if none is said); parentId makes them a tree");
        read.MapGet("/groups", async (DateOnly? day, UnitDesk desk, CentreTime centre, CancellationToken cancellation) =>
            await desk.TreeAsync(day ?? centre.Today, cancellation) is var tree ? TypedResults.Ok(tree.Groups.Select(each => GroupView.Of(each, tree.PathOfGroup(each.Id)))) : null)
            .WithSummary("The groups of a day");
        read.MapGet("/groups/{id:long}/members", MembersAsync).WithSummary("Who belongs to a group on a day");
        read.MapGet("/organisation-templates", static () => TypedResults.Ok(OrganisationTemplates.All)).WithSummary("Arrangements that centres usually have");
        var edit = api.MapGroup("").WithTags("Units").Requires(PeopleModule.Edit);
        edit.MapPost("/departments", (DepartmentForm request, Actor actor, UnitDesk desk, CancellationToken cancellation) => SaveAsync(null, null, request, actor, desk, cancellation)).WithSummary("Add a department");
        edit.MapPut("/departments/{id:long}", (long id, long version, DepartmentForm request, Actor actor, UnitDesk desk, CancellationToken cancellation) => SaveAsync(id, version, request, actor, desk, cancellation))
            .WithSummary("Change a department, or end it; with the version that was read");
        edit.MapPost("/groups", (GroupForm request, Actor actor, UnitDesk desk, CancellationToken cancellation) => SaveAsync(null, null, request, actor, desk, cancellation)).WithSummary("Add a group");
        edit.MapPut("/groups/{id:long}", (long id, long version, GroupForm request, Actor actor, UnitDesk desk, CancellationToken cancellation) => SaveAsync(id, version, request, actor, desk, cancellation))
            .WithSummary("Change a group, or end it; with the version that was read");
        edit.MapPost("/organisation-templates/{id}/apply", ApplyAsync).WithSummary("Add the departments and groups of a template that are missing; nothing is changed or taken away");
    }

    private static async Task<IResult> MembersAsync(long id, DateOnly? day, Actor actor, IPeopleDirectory people, PeopleSight sight, CentreTime centre, CancellationToken cancellation)
    {
        var within = await sight.OfAsync(actor, PeopleModule.Read, cancellation);
        var on = day ?? centre.Today;
        var department = (await people.UnitsAsync(on, cancellation)).Groups.FirstOrDefault(group => group.Id == id)?.DepartmentId;
        var members = await people.MembersOfGroupAsync(id, on, cancellation);
        return TypedResults.Ok(within is null || department is { } some && within.Covers(id, some) ? members : members.Where(card => card.Number == within.Number));
    }

    private static async Task<IResult> SaveAsync(long? id, long? version, DepartmentForm form, Actor actor, UnitDesk desk, CancellationToken cancellation)
    {
        var saved = await desk.SaveDepartmentAsync(id, form, version, actor, cancellation);
        var units = await desk.AllAsync(cancellation);
        return Answers.Of(saved, FormattableString.Invariant($"there is no department {id}"), current => DepartmentView.Of(current, units.OfDepartment(current.Id)));
    }

    private static async Task<IResult> SaveAsync(long? id, long? version, GroupForm form, Actor actor, UnitDesk desk, CancellationToken cancellation)
    {
        var saved = await desk.SaveGroupAsync(id, form, version, actor, cancellation);
        var units = await desk.AllAsync(cancellation);
        return Answers.Of(saved, FormattableString.Invariant($"there is no group {id}"), current => GroupView.Of(current, units.OfGroup(current.Id)));
    }

    private static async Task<IResult> ApplyAsync(string id, ApplyRequest request, Actor actor, TemplateDesk desk, CancellationToken cancellation)
    {
        if (OrganisationTemplates.All.FirstOrDefault(each => each.Id == id) is not { } template)
            return Problem.Of(404, "not-found", $"there is no organisation template '{id}'");
        var isEnglish = Languages.IsEnglishIn(request.Lang);
        var (added, fault) = await desk.ApplyAsync(template, request.DepartmentId, isEnglish, request.From, actor, cancellation);
        return fault is not null ? Answers.Of(fault) : TypedResults.Ok(new { added });
    }

    /// <param name="DepartmentId">In which it is applied; null for the top.</param>
    private sealed record ApplyRequest(DateOnly From, long? DepartmentId = null, string Lang = "zh-CN");

    private sealed record DepartmentView(long Id, long? ParentId, string Name, string Path, DateOnly From, DateOnly? Until, long Version)
    {
        public static DepartmentView Of(Department each, string path) => new(each.Id, each.ParentId, each.Name, path, each.FromDay, each.UntilDay == Period.Never ? null : each.UntilDay, each.Version);
    }

    private sealed record GroupView(long Id, long DepartmentId, string Name, string Path, GroupShift Shift, DateOnly From, DateOnly? Until, long Version)
    {
        public static GroupView Of(Group each, string path) => new(each.Id, each.DepartmentId, each.Name, path, each.Shift, each.FromDay, each.UntilDay == Period.Never ? null : each.UntilDay, each.Version);
    }
}
