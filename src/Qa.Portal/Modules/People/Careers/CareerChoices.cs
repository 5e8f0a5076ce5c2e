using System.Globalization;
using Qa.Portal.Modules.People.Posts;
using Qa.Portal.Modules.People.Skills;
using Qa.Portal.Modules.People.Units;
using Qa.Portal.Platform;

namespace Qa.Portal.Modules.People.Careers;

/// <summary>What forms and filters choose among: units by their paths, posts and skills that are still given.</summary>
internal sealed class CareerChoices(UnitDesk units, PostDesk posts, SkillDesk skills, CentreTime centre)
{
    public async Task<Choices> ReadAsync(bool isEnglish, CancellationToken cancellation = default)
    {
        var all = await units.AllAsync(cancellation);
        var today = centre.Today;

        // Units that are to come are chosen too: people are moved to them beforehand.
        var groups = all.Groups.Where(group => group.UntilDay > today).Select(group => (Id(group.Id), Title: all.OfGroup(group.Id))).OrderBy(static each => each.Title, StringComparer.Ordinal);
        var departments = all.Departments.Where(department => department.UntilDay > today).Select(department => (Id(department.Id), Title: all.OfDepartment(department.Id))).OrderBy(static each => each.Title, StringComparer.Ordinal);
        return new(
            [.. departments], [.. groups],
            [.. (await posts.ListAsync(cancellation)).Where(static post => !post.IsRetired).Select(post => (Id(post.Id), isEnglish ? post.EnglishName : post.ChineseName))],
            [.. (await skills.ListAsync(cancellation)).Where(static skill => !skill.IsRetired).Select(static skill => (Id(skill.Id), skill.Name))]);
    }

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Ids, as texts, with what is shown of them.</summary>
internal sealed record Choices(
    IReadOnlyList<(string Value, string Title)> Departments, IReadOnlyList<(string Value, string Title)> Groups, IReadOnlyList<(string Value, string Title)> Posts, IReadOnlyList<(string Value, string Title)> Skills);
