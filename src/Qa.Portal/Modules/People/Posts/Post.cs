using Qa.Portal.Data;

namespace Qa.Portal.Modules.People.Posts;

/// <summary>岗位: what somebody is there to do, and what the post alone allows. Comes from a template or is the centre's own; one that is no longer given stays, as people held it.</summary>
internal sealed class Post : IVersioned
{
    public const int MaximumNameLength = 60;

    /// <summary>All duties in one language.</summary>
    public const int MaximumDutiesLength = 4_000;

    public long Id { get; set; }

    /// <summary>Of which template it is; null for the centre's own and for copies.</summary>
    public string? Template { get; set; }

    public PostArea Area { get; set; }

    public string ChineseName { get; set; } = "";

    public string EnglishName { get; set; } = "";

    /// <summary>One a line.</summary>
    public string ChineseDuties { get; set; } = "";

    public string EnglishDuties { get; set; } = "";

    public bool IsRetired { get; set; }

    public long Version { get; set; } = 1;

    public List<PostPermission> Permissions { get; } = [];
}

/// <summary>For what kind of centre a post is. Stored by name.</summary>
internal enum PostArea
{
    /// <summary>热线与多渠道中心.</summary>
    Hotline,

    /// <summary>店铺客服.</summary>
    Shop,
}
