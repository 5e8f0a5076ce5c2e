using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qa.Portal.Modules.People.Timelines;
using Qa.Portal.Modules.People.Units;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Problems;

namespace Qa.Portal.Modules.People;

/// <summary>Departments, groups and organisation templates, for machines.</summary>
internal static class UnitEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var read = api.MapGroup("").WithTags("Units").Requires(PeopleModule.Read);
        read.MapGet("/departments", async (DateOnly? day, UnitDesk desk, CentreDay centre, CancellationToken cancellation) =>
            await desk.TreeAsync(day ?? centre.Today, cancellation) is var tree ? TypedResults.Ok(tree.Departments.Select(each => DepartmentView.Of(each, tree.PathOfDepartment(each.Id)))) : null)
            .WithSummary("The departments of a day (today, if none is said); parentId makes them a tree");
        read.MapGet("/groups", async (DateOnly? day, UnitDesk desk, CentreDay centre, CancellationToken cancellation) =>
            await desk.TreeAsync(day ?? centre.Today, cancellation) is var tree ? TypedResults.Ok(tree.Groups.Select(each => GroupView.Of(each, tree.PathOfGroup(each.Id)))) : null)
            .WithSummary("The groups of a day");
        read.MapGet("/groups/{id:long}/members", async (long id, DateOnly? day, Actor person, Reaches reaches, IPeopleDirectory people, CentreDay centre, CancellationToken cancellation) =>
            await reaches.OfAsync(person, PeopleModule.Read, cancellation) is var reach ? TypedResults.Ok((await people.MembersOfGroupAsync(id, day ?? centre.Today, cancellation)).Where(member => reach.Covers(member.Number))) : null).WithSummary("Who belongs to a group on a day");
        read.MapGet("/organisation-templates", static () => TypedResults.Ok(OrganisationTemplates.All)).WithSummary("Arrangements that centres usually have");
        var edit = api.MapGroup("").WithTags("Units").Requires(PeopleModule.Edit).AddEndpointFilter(Answers.OfEverybodyAsync);
        edit.MapPost("/departments", (DepartmentForm request, Actor person, UnitDesk desk, CancellationToken cancellation) => SaveAsync(null, null, request, person, desk, cancellation)).WithSummary("Add a department");
        edit.MapPut("/departments/{id:long}", (long id, long version, DepartmentForm request, Actor person, UnitDesk desk, CancellationToken cancellation) => SaveAsync(id, version, request, person, desk, cancellation))
            .WithSummary("Change a department, or end it; with the version that was read");
        edit.MapPost("/groups", (GroupForm request, Actor person, UnitDesk desk, CancellationToken cancellation) => SaveAsync(null, null, request, person, desk, cancellation)).WithSummary("Add a group");
        edit.MapPut("/groups/{id:long}", (long id, long version, GroupForm request, Actor person, UnitDesk desk, CancellationToken cancellation) => SaveAsync(id, version, request, person, desk, cancellation))
            .WithSummary("Change a group, or end it; with the version that was read");
        edit.MapPost("/organisation-templates/{id}/apply", ApplyAsync).WithSummary("Add the departments and groups of a template that are missing; nothing is changed or taken away");
    }

    private static async Task<IResult> SaveAsync(long? id, long? version, DepartmentForm form, Actor person, UnitDesk desk, CancellationToken cancellation)
    {
        var saved = await desk.SaveDepartmentAsync(id, form, version, Answers.NameOf(person), cancellation);
        var units = await desk.AllAsync(cancellation);
        return Answers.Of(saved, FormattableString.Invariant($"there is no department {id}"), current => DepartmentView.Of(current, units.OfDepartment(current.Id)));
    }

    private static async Task<IResult> SaveAsync(long? id, long? version, GroupForm form, Actor person, UnitDesk desk, CancellationToken cancellation)
    {
        var saved = await desk.SaveGroupAsync(id, form, version, Answers.NameOf(person), cancellation);
        var units = await desk.AllAsync(cancellation);
        return Answers.Of(saved, FormattableString.Invariant($"there is no group {id}"), current => GroupView.Of(current, units.OfGroup(current.Id)));
    }

    private static async Task<IResult> ApplyAsync(string id, ApplyRequest request, Actor person, TemplateDesk desk, CancellationToken cancellation)
    {
        if (OrganisationTemplates.All.FirstOrDefault(each => each.Id == id) is not { } template)
            return Problem.Of(404, "not-found", $"there is no organisation template '{id}'");
        var isEnglish = request.Lang.StartsWith("en", StringComparison.OrdinalIgnoreCase);
        var (added, fault) = await desk.ApplyAsync(template, request.DepartmentId, isEnglish, request.From, Answers.NameOf(person), cancellation);
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
