using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.People.Units;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Tests.Modules.People;

public sealed class UnitDeskTests
{
    private static readonly DateOnly June = new(2026, 6, 1);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task SaveGroupAsync_Ended_IsThereUntilThatDay(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);

        var ended = PeopleCentre.Done(await centre.Units.SaveGroupAsync(centre.InboundNight, new("夜班大组", centre.Inbound, GroupShift.Night, PeopleCentre.Start, June), 1, PeopleCentre.Li));
        var again = PeopleCentre.Done(await centre.Units.SaveGroupAsync(null, new("夜班大组", centre.Inbound, GroupShift.Night, June), null, PeopleCentre.Li));

        (ended.Version, again.Id == ended.Id).Should().Be((2, false), "a name is free again when its unit is no more");
        (await centre.Units.TreeAsync(June.AddDays(-1))).GroupsOf(centre.Inbound).Select(static group => group.Id).Should().Equal(centre.InboundDay, centre.InboundNight);
        (await centre.Units.TreeAsync(June)).GroupsOf(centre.Inbound).Select(static group => group.Id).Should().Equal(centre.InboundDay, again.Id);
        (await centre.AuditAsync("group 夜班大组"))[1].Should().Be("li save group: 夜班大组 in 客服中心/呼入, Night, 2020-01-01.. → 夜班大组 in 客服中心/呼入, Night, 2020-01-01..2026-06-01");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Save_ManyOfOneNameAtOnce_OneIsAdded(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => centre.Units.SaveDepartmentAsync(null, new("非语音", centre.Centre, PeopleCentre.Start), null, PeopleCentre.Li))));
        var others = await Task.WhenAll(Enumerable.Range(0, 6).Select(index => Task.Run(() => centre.Units.SaveDepartmentAsync(null, new($"部{index}", centre.Centre, PeopleCentre.Start), null, PeopleCentre.Li))));

        answers.Count(static answer => answer.Saved?.Outcome == SaveOutcome.Done).Should().Be(1);
        answers.Where(static answer => answer.Fault is not null).Should().HaveCount(5).And.OnlyContain(static answer => answer.Fault!.Message == "name: found '非语音', which there is, 2020-01-01.., expected another name, or other days");
        others.Should().OnlyContain(static answer => answer.Saved != null && answer.Saved.Outcome == SaveOutcome.Done, "who is second only waits");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Save_TwoEditors_TheSecondIsTold(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);

        PeopleCentre.Done(await centre.Units.SaveDepartmentAsync(centre.Inbound, new("热线", centre.Centre, PeopleCentre.Start), 1, PeopleCentre.Li));
        var second = await centre.Units.SaveDepartmentAsync(centre.Inbound, new("呼入部", centre.Centre, PeopleCentre.Start), 1, PeopleCentre.Han);
        var missing = await centre.Units.SaveGroupAsync(999, new("组", centre.Inbound, GroupShift.None, June), 1, PeopleCentre.Han);

        (second.Saved!.Outcome, second.Saved.Current!.Name).Should().Be((SaveOutcome.ChangedMeanwhile, "热线"));
        missing.Saved!.Outcome.Should().Be(SaveOutcome.Missing);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Save_Wrong_IsRefusedWithTheReason(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        await centre.PersonAsync("A1", "王小明", centre.InboundDay);
        var units = centre.Units;

        var faults = new[]
        {
            (await units.SaveDepartmentAsync(centre.Centre, new("客服中心", centre.Inbound, PeopleCentre.Start), 1, PeopleCentre.Li)).Fault,
            (await units.SaveDepartmentAsync(centre.Inbound, new("呼入", centre.Centre, PeopleCentre.Start, June), 1, PeopleCentre.Li)).Fault,
            (await units.SaveDepartmentAsync(null, new("呼/出", null, PeopleCentre.Start), null, PeopleCentre.Li)).Fault,
            (await units.SaveDepartmentAsync(null, new("新", 999, PeopleCentre.Start), null, PeopleCentre.Li)).Fault,
            (await units.SaveDepartmentAsync(null, new("新", centre.Centre, PeopleCentre.Start.AddDays(-1)), null, PeopleCentre.Li)).Fault,
            (await units.SaveGroupAsync(null, new("夜班大组", centre.Inbound, GroupShift.Night, June), null, PeopleCentre.Li)).Fault,
            (await units.SaveGroupAsync(null, new(" ", centre.Inbound, GroupShift.Night, June), null, PeopleCentre.Li)).Fault,
            (await units.SaveGroupAsync(centre.InboundDay, new("白班大组", centre.Inbound, GroupShift.Day, PeopleCentre.Start, June), 1, PeopleCentre.Li)).Fault,
        };

        faults.Select(static fault => fault?.Message).Should().Equal(
            "parentId: found 客服中心/呼入, expected a department that is not part of this one",
            "period: found 2020-01-01..2026-06-01, expected all days of the group 白班大组, 2020-01-01..; end it first",
            "name: found '呼/出', expected no '/' and no control characters, as names stand in paths",
            "parentId: found 999, which there is not, expected the id of a department",
            "period: found 2019-12-31.., expected days of 客服中心, 2020-01-01..",
            "name: found '夜班大组', which there is, 2020-01-01.., expected another name, or other days",
            "name: found 0 characters, expected 1 to 60",
            "period: found 2020-01-01..2026-06-01, expected all days on which somebody belongs to the group; 1 people do on others: move them first");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task ApplyAsync_Template_AddsWhatIsMissingAndTakesNothingAway(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        var (hotline, groups) = (OrganisationTemplates.All[0], OrganisationTemplates.All[2]);
        var before = await centre.Units.AllAsync();

        var (foreseen, _) = await centre.Templates.PreviewAsync(hotline, centre.Centre, isEnglish: false, June, PeopleCentre.Li);
        var (added, fault) = await centre.Templates.ApplyAsync(hotline, centre.Centre, isEnglish: false, June, PeopleCentre.Li);
        var (again, _) = await centre.Templates.ApplyAsync(hotline, centre.Centre, isEnglish: false, June, PeopleCentre.Li);
        var (shop, _) = await centre.Templates.ApplyAsync(OrganisationTemplates.All[1], null, isEnglish: true, June, PeopleCentre.Li);
        var (inOutbound, _) = await centre.Templates.ApplyAsync(groups, centre.Outbound, isEnglish: false, June, PeopleCentre.Li);
        var (_, nowhere) = await centre.Templates.ApplyAsync(groups, null, isEnglish: false, June, PeopleCentre.Li);

        foreseen.Should().Equal(added, "what is shown before is what is done");
        fault.Should().BeNull();
        added.Should().Equal("客服中心/非语音", "客服中心/非语音/白班大组", "客服中心/非语音/夜班大组");
        again.Should().BeEmpty();
        shop.Should().HaveCount(13).And.Contain("Customer relations/Day group");
        inOutbound.Should().Equal("客服中心/呼出/夜班大组");
        nowhere!.Message.Should().Be("departmentId: found none, expected the department that is to have the groups of 'day-and-night'");
        var after = await centre.Units.AllAsync();
        before.Departments.Should().OnlyContain(each => after.Department(each.Id)!.Name == each.Name && after.Department(each.Id)!.Version == each.Version);
        (await centre.AuditAsync("organisation template hotline")).Should().Equal("li apply organisation template: - → 客服中心/非语音, 客服中心/非语音/白班大组, 客服中心/非语音/夜班大组 2026-06-01..");
    }
}
