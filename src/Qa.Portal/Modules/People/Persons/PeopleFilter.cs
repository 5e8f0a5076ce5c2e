using System.Globalization;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Platform;
using Qa.Portal.Ui.Lists;

namespace Qa.Portal.Modules.People.Persons;

/// <summary>What the address of the list of people asks for, and where the sheet of exactly the same people is to be had.</summary>
internal static class PeopleFilter
{
    /// <summary>What an address cannot mean is left out.</summary>
    public static PeopleQuery Of(ListQuery list, CentreTime centre) => new(
        CentreTime.DayOf(list["day"]) ?? centre.Today, list.Search.Length > 0 ? list.Search : null, IdOf(list["department"]), IdOf(list["group"]), IdOf(list["post"]), IdOf(list["skill"]), 1,
        Words.Of<StaffState>("state", list["state"]).Value, Words.Of<PeopleSort>("sort", list.Sort).Value ?? PeopleSort.Number, list.IsDescending, list.Skip, ListQuery.PageSize);

    public static string SheetPath(PeopleQuery query, bool isEnglish)
    {
        var parts = new List<string> { $"day={CentreTime.TextOf(query.Day)}", $"lang={(isEnglish ? "en-US" : "zh-CN")}", $"sort={Words.Of(query.Sort)}" };
        if (query.Search is { } search)
            parts.Add($"search={Uri.EscapeDataString(search)}");
        foreach (var (name, id) in new[] { ("department", query.Department), ("group", query.Group), ("post", query.Post), ("skill", query.Skill) })
        {
            if (id is { } some)
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{name}={some}"));
        }

        if (query.State is { } state)
            parts.Add($"state={Words.Of(state)}");
        if (query.IsDescending)
            parts.Add("descending=true");
        return $"/api/v1/people.xlsx?{string.Join('&', parts)}";
    }

    private static long? IdOf(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
