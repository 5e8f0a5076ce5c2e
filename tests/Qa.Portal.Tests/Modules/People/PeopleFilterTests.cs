using System.Web;
using Microsoft.Extensions.Time.Testing;
using Qa.Portal.Modules.People;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Modules.Recordings;
using Qa.Portal.Platform;
using Qa.Portal.Ui.Lists;

namespace Qa.Portal.Tests.Modules.People;

public sealed class PeopleFilterTests
{
    private static readonly CentreTime Centre = new(CentreZone.Default, new FakeTimeProvider(new(2026, 10, 1, 1, 0, 0, TimeSpan.Zero)));

    public static TheoryData<string> Addresses => ["", "?q=wxm&sort=-joined-on", "?department=3&group=4&post=5&skill=6&state=left&day=2026-05-01&sort=name&page=3", "?q=%E7%8E%8B%26&state=probation"];

    [Theory]
    [MemberData(nameof(Addresses))]
    public void SheetPath_OfAListsAddress_AsksForExactlyTheSamePeople(string address)
    {
        var query = PeopleFilter.Of(ListQuery.Parse(address), Centre);
        var sheet = HttpUtility.ParseQueryString(new Uri(new("http://a"), PeopleFilter.SheetPath(query, isEnglish: false)).Query);

        var (asked, fault) = PeopleEndpoints.QueryOf(
            Centre, sheet["search"], Id(sheet["department"]), Id(sheet["group"]), Id(sheet["post"]), Id(sheet["skill"]), null, Words.Of<StaffState>("state", sheet["state"]).Value,
            DateOnly.Parse(sheet["day"]!, null), Words.Of<PeopleSort>("sort", sheet["sort"]).Value, sheet["descending"] == "true", null, null);

        fault.Should().BeNull();
        asked.Should().Be(query with { Skip = 0, Take = PeopleQuery.DefaultTake });
    }

    [Fact]
    public void Of_WhatAnAddressCannotMean_IsLeftOut() =>
        PeopleFilter.Of(ListQuery.Parse("?department=x&state=gone&day=2026-13-01&sort=age"), Centre).Should().Be(new PeopleQuery(new(2026, 10, 1)));

    private static long? Id(string? text) => text is null ? null : long.Parse(text, null);
}
