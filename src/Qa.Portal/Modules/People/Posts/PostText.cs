namespace Qa.Portal.Modules.People.Posts;

/// <summary>A post in the words of the audit log.</summary>
internal static class PostText
{
    public static string Of(Post post)
    {
        var permissions = string.Join(", ", post.Permissions.OrderBy(static each => each.Kind).Select(Of));
        return $"{post.ChineseName} ({post.EnglishName}), {post.Area}{(post.IsRetired ? ", retired" : "")}; may: {(permissions.Length == 0 ? "-" : permissions)}; duties: {OneLine(post.ChineseDuties)} | {OneLine(post.EnglishDuties)}";
    }

    private static string Of(PostPermission permission) => string.Concat(
        permission.Kind.ToString(),
        permission.LimitPercent is { } percent ? FormattableString.Invariant($" up to {percent}%") : "",
        permission.LimitAmount is { } amount ? FormattableString.Invariant($" up to {amount:0.##}") : "");

    private static string OneLine(string duties) => duties.Length == 0 ? "-" : duties.Replace("\n", "; ", StringComparison.Ordinal);
}
