using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Qa.Portal.Modules.People.Posts;
using Qa.Portal.Modules.People.Skills;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Modules.People;

/// <summary>Posts and skills, for machines.</summary>
internal static class PostEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var read = api.MapGroup("").WithTags("Posts").Requires(PeopleModule.Read);
        read.MapGet("/posts", async (PostDesk desk, CancellationToken cancellation) => TypedResults.Ok((await desk.ListAsync(cancellation)).Select(PostView.Of)))
            .WithSummary("Posts with their duties, in both languages, and business permissions");
        read.MapGet("/skills", async (SkillDesk desk, CancellationToken cancellation) => TypedResults.Ok((await desk.ListAsync(cancellation)).Select(SkillView.Of))).WithSummary("Skills");
        var edit = api.MapGroup("").WithTags("Posts").Requires(PeopleModule.Edit);
        edit.MapPost("/posts", (PostRequest request, Actor actor, PostDesk desk, CancellationToken cancellation) => SaveAsync(null, request, actor, desk, cancellation)).WithSummary("Add a post");
        edit.MapPut("/posts/{id:long}", (long id, PostRequest request, Actor actor, PostDesk desk, CancellationToken cancellation) => SaveAsync(id, request, actor, desk, cancellation))
            .WithSummary("Change a post, or retire it; with the version that was read");
        edit.MapPost("/posts/{id:long}/copy", async (long id, CopyRequest request, Actor actor, PostDesk desk, CancellationToken cancellation) => Answers.Of(
            await desk.CopyAsync(id, request.ChineseName, request.EnglishName, actor, cancellation), Missing("post", id), PostView.Of))
            .WithSummary("Add a post that is like another but for its name");
        edit.MapPost("/skills", (SkillRequest request, Actor actor, SkillDesk desk, CancellationToken cancellation) => SaveAsync(null, request, actor, desk, cancellation)).WithSummary("Add a skill");
        edit.MapPut("/skills/{id:long}", (long id, SkillRequest request, Actor actor, SkillDesk desk, CancellationToken cancellation) => SaveAsync(id, request, actor, desk, cancellation))
            .WithSummary("Rename a skill, or retire it; with the version that was read");
    }

    private static async Task<IResult> SaveAsync(long? id, PostRequest request, Actor actor, PostDesk desk, CancellationToken cancellation)
    {
        var form = new PostForm(
            request.Area, request.ChineseName, request.EnglishName, string.Join('\n', request.ChineseDuties ?? []), string.Join('\n', request.EnglishDuties ?? []), request.IsRetired,
            [.. request.Permissions ?? []]);
        return Answers.Of(await desk.SaveAsync(id, form, request.Version, actor, cancellation), Missing("post", id), PostView.Of);
    }

    private static async Task<IResult> SaveAsync(long? id, SkillRequest request, Actor actor, SkillDesk desk, CancellationToken cancellation) => Answers.Of(
        await desk.SaveAsync(id, request.Name, request.IsRetired, request.Version, actor, cancellation), Missing("skill", id), SkillView.Of);

    private static string Missing(string what, long? id) => FormattableString.Invariant($"there is no {what} {id}");

    /// <param name="Version">That was read; null for a new one.</param>
    private sealed record PostRequest(
        PostArea Area, string ChineseName, string EnglishName = "", IReadOnlyList<string>? ChineseDuties = null, IReadOnlyList<string>? EnglishDuties = null, bool IsRetired = false,
        IReadOnlyList<PermissionForm>? Permissions = null, long? Version = null);

    private sealed record CopyRequest(string ChineseName, string EnglishName = "");

    private sealed record SkillRequest(string Name, bool IsRetired = false, long? Version = null);

    private sealed record SkillView(long Id, string Name, bool IsRetired, long Version)
    {
        public static SkillView Of(Skill skill) => new(skill.Id, skill.Name, skill.IsRetired, skill.Version);
    }

    private sealed record PostView(
        long Id, string? Template, PostArea Area, string ChineseName, string EnglishName, string[] ChineseDuties, string[] EnglishDuties, bool IsRetired, ImmutableArray<PermissionForm> Permissions, long Version)
    {
        public static PostView Of(Post post) => new(
            post.Id, post.Template, post.Area, post.ChineseName, post.EnglishName, Lines(post.ChineseDuties), Lines(post.EnglishDuties), post.IsRetired, PostForm.Of(post).Permissions, post.Version);

        private static string[] Lines(string duties) => duties.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
