using System.Collections.Immutable;
using Qa.Portal.Modules.People.Sheets;

namespace Qa.Portal.Modules.People.Posts;

/// <summary>A post as somebody filled it in.</summary>
/// <param name="EnglishName">Empty where it is as in Chinese.</param>
/// <param name="ChineseDuties">One a line.</param>
internal sealed record PostForm(
    PostArea Area, string ChineseName, string EnglishName = "", string ChineseDuties = "", string EnglishDuties = "", bool IsRetired = false, ImmutableArray<PermissionForm> Permissions = default)
{
    public PostForm Trimmed()
    {
        var chinese = ChineseName.Trim();
        return new(
            Area, chinese, string.IsNullOrWhiteSpace(EnglishName) ? chinese : EnglishName.Trim(), ChineseDuties.Trim(), EnglishDuties.Trim(), IsRetired,
            Permissions.IsDefault ? [] : [.. Permissions.OrderBy(static permission => permission.Kind)]);
    }

    /// <summary>What is wrong with it by itself.</summary>
    public IEnumerable<Fault> Faults()
    {
        foreach (var (field, text, minimum, maximum) in new[]
        {
            ("chineseName", ChineseName, 1, Post.MaximumNameLength), ("englishName", EnglishName, 1, Post.MaximumNameLength),
            ("chineseDuties", ChineseDuties, 0, Post.MaximumDutiesLength), ("englishDuties", EnglishDuties, 0, Post.MaximumDutiesLength),
        })
        {
            if (text.Length < minimum || text.Length > maximum)
                yield return new Fault(field, FormattableString.Invariant($"{text.Length} characters"), FormattableString.Invariant($"{minimum} to {maximum}")).Because("length", FormattableString.Invariant($"{minimum}"), FormattableString.Invariant($"{maximum}"));
            else if (text.Any(static each => char.IsControl(each) && each != '\n'))
                yield return new(field, "a control character", "none");
            else if (maximum == Post.MaximumNameLength && text.IndexOfAny(ListMarks.Between) >= 0)
                yield return new Fault(field, $"'{text}'", "no comma or semicolon: they stand between posts in sheets").Because("commaInName");
        }

        if (Permissions.GroupBy(static permission => permission.Kind).FirstOrDefault(static group => group.Count() > 1) is { } again)
            yield return new("permissions", $"{again.Key} again", "each kind once");
        foreach (var permission in Permissions)
        {
            if (permission.LimitPercent is < 0 or > 100)
                yield return new("limitPercent", FormattableString.Invariant($"{permission.LimitPercent}"), "0 to 100");
            if (permission.LimitAmount is < 0 or > PermissionForm.MaximumAmount)
                yield return new("limitAmount", FormattableString.Invariant($"{permission.LimitAmount}"), FormattableString.Invariant($"0 to {PermissionForm.MaximumAmount}"));
        }
    }

    public void PutInto(Post post)
    {
        (post.Area, post.ChineseName, post.EnglishName, post.IsRetired) = (Area, ChineseName, EnglishName, IsRetired);
        (post.ChineseDuties, post.EnglishDuties) = (ChineseDuties, EnglishDuties);
        post.Permissions.RemoveAll(stored => Permissions.All(form => form.Kind != stored.Kind));
        foreach (var form in Permissions)
        {
            if (post.Permissions.Find(stored => stored.Kind == form.Kind) is { } stored)
                (stored.LimitPercent, stored.LimitAmount) = (form.LimitPercent, form.LimitAmount);
            else
                post.Permissions.Add(form.ToPermission());
        }
    }

    public static PostForm Of(Post post) => new(
        post.Area, post.ChineseName, post.EnglishName, post.ChineseDuties, post.EnglishDuties, post.IsRetired,
        [.. post.Permissions.OrderBy(static permission => permission.Kind).Select(static permission => new PermissionForm(permission.Kind, permission.LimitPercent, permission.LimitAmount))]);
}

/// <summary>A business permission as somebody filled it in.</summary>
/// <param name="LimitPercent">Of the mean order value, 0..100; null for no such limit.</param>
internal sealed record PermissionForm(BusinessPermission Kind, int? LimitPercent = null, decimal? LimitAmount = null)
{
    public const decimal MaximumAmount = 100_000_000;

    public PostPermission ToPermission() => new() { Kind = Kind, LimitPercent = LimitPercent, LimitAmount = LimitAmount };
}
