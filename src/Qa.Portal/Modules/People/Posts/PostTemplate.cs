using System.Collections.Immutable;

namespace Qa.Portal.Modules.People.Posts;

/// <summary>A post as it is before an administrator changes it.</summary>
/// <param name="Id">Stays, so that a post is offered once.</param>
internal sealed record PostTemplate(
    string Id, PostArea Area, string ChineseName, string EnglishName, string ChineseDuties, string EnglishDuties, ImmutableArray<PermissionForm> Permissions)
{
    public Post ToPost()
    {
        var post = new Post
        {
            Template = Id, Area = Area, ChineseName = ChineseName, EnglishName = EnglishName, ChineseDuties = ChineseDuties, EnglishDuties = EnglishDuties,
        };
        post.Permissions.AddRange(Permissions.Select(static form => form.ToPermission()));
        return post;
    }
}
