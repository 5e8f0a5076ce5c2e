using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Timelines;
using Qa.Portal.Modules.People.Units;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Tests.Modules.People;

public sealed class CareerDeskTests
{
    private static readonly DateOnly June = new(2026, 6, 1);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task MoveAsync_FromADay_ClosesTheGroupBeforeAndIsWritten(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        var person = await centre.PersonAsync("A1", "王小明", centre.InboundDay);

        var moved = PeopleCentre.Done(await centre.Careers.MoveAsync("A1", person.Version, centre.OutboundDay, June, null, PeopleCentre.Li));

        moved.Version.Should().Be(person.Version + 1);
        (await centre.CareerAsync("A1")).Groups.Stretches.Should().Equal(
            new Stretch<long>(new(new(2026, 1, 1), June), centre.InboundDay), new Stretch<long>(Period.Since(June), centre.OutboundDay));
        (await centre.AuditAsync("person A1"))[^1].Should().Be(
            "li move person: group: 客服中心/呼入/白班大组 2026-01-01.. → group: 客服中心/呼入/白班大组 2026-01-01..2026-06-01, 客服中心/呼出/白班大组 2026-06-01..");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task MoveAsync_BackDatedWithAnEnd_SplitsExactlyAndPutBackJoinsAgain(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        var person = await centre.PersonAsync("A1", "王小明", centre.InboundDay);

        var lent = PeopleCentre.Done(await centre.Careers.MoveAsync("A1", person.Version, centre.OutboundDay, new(2026, 2, 1), new(2026, 2, 15), PeopleCentre.Li));
        (await centre.CareerAsync("A1")).Groups.Stretches.Select(static each => each.Period.ToString()).Should().Equal("2026-01-01..2026-02-01", "2026-02-01..2026-02-15", "2026-02-15..");
        var back = PeopleCentre.Done(await centre.Careers.MoveAsync("A1", lent.Version, centre.InboundDay, new(2026, 2, 1), new(2026, 2, 15), PeopleCentre.Li));
        var same = PeopleCentre.Done(await centre.Careers.MoveAsync("A1", back.Version, centre.InboundDay, June, null, PeopleCentre.Li));

        (await centre.CareerAsync("A1")).Groups.Stretches.Should().Equal(new Stretch<long>(Period.Since(new(2026, 1, 1)), centre.InboundDay));
        same.Version.Should().Be(back.Version, "nothing was changed");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task MoveAsync_ManyAtOnce_OneIsDoneAndNoDayHasTwoGroups(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        var person = await centre.PersonAsync("A1", "王小明", centre.InboundDay);
        long[] groups = [centre.InboundNight, centre.OutboundDay];

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(index => Task.Run(() => centre.Careers.MoveAsync("A1", person.Version, groups[index % 2], June.AddDays(index), null, PeopleCentre.Li))));

        answers.Count(static answer => answer.Saved?.Outcome == SaveOutcome.Done).Should().Be(1);
        answers.Where(static answer => answer.Saved?.Outcome != SaveOutcome.Done).Should().OnlyContain(static answer => answer.Saved!.Outcome == SaveOutcome.ChangedMeanwhile && answer.Saved.Current != null);
        (await centre.CareerAsync("A1")).Groups.Stretches.Should().HaveCount(2);
        (await centre.AuditAsync("person A1")).Should().HaveCount(3, "what was not saved is not written");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task EndAsync_LastDay_EndsEverythingAndTheMentoringOfOthers(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        var group = new UnitReference(UnitKind.Group, centre.InboundDay);
        await centre.PersonAsync("A1", "王小明", centre.InboundDay);
        await centre.PersonAsync("A2", "李红", centre.InboundDay);
        PeopleCentre.Done(await centre.Careers.LeadAsync("A1", await centre.VersionAsync("A1"), group, LeadershipKind.Leader, June, null, PeopleCentre.Li));
        PeopleCentre.Done(await centre.Careers.PostAsync("A1", await centre.VersionAsync("A1"), centre.Leader, true, June, null, PeopleCentre.Li));
        PeopleCentre.Done(await centre.Careers.PostAsync("A1", await centre.VersionAsync("A1"), centre.Agent, true, June, null, PeopleCentre.Li));
        PeopleCentre.Done(await centre.Careers.SkillAsync("A1", await centre.VersionAsync("A1"), centre.English, 3, June, null, PeopleCentre.Li));
        PeopleCentre.Done(await centre.Careers.MentorAsync("A2", await centre.VersionAsync("A2"), "A1", June, null, PeopleCentre.Li));
        var trainee = await centre.VersionAsync("A2");

        var left = PeopleCentre.Done(await centre.Careers.EndAsync("A1", await centre.VersionAsync("A1"), new(2026, 9, 30), PeopleCentre.Li));

        left.LastDay.Should().Be(new DateOnly(2026, 9, 30));
        var career = await centre.CareerAsync("A1");
        career.StateOn(new(2026, 9, 30)).Should().Be(StaffState.Employed);
        career.StateOn(new(2026, 10, 1)).Should().Be(StaffState.Left);
        var until = new DateOnly(2026, 10, 1);
        career.Groups.Stretches[^1].Period.Until.Should().Be(until);
        career.Leaderships[group].Stretches[^1].Period.Until.Should().Be(until);
        career.Posts.Values.Select(static each => each.Stretches[^1].Period.Until).Should().Equal(until, until);
        career.Skills[centre.English].Stretches[^1].Period.Until.Should().Be(until);
        (await centre.CareerAsync("A2")).Mentors.Stretches.Should().Equal(new Stretch<string>(new(June, until), "A1"));
        (await centre.VersionAsync("A2")).Should().Be(trainee + 1);
        (await centre.AuditAsync("person A2"))[^1].Should().Be("li mentor leaves: mentor: A1 2026-06-01.. → mentor: A1 2026-06-01..2026-10-01");
        (await centre.AuditAsync("person A1"))[^1].Should().StartWith("li end employment: employment: Employed 2026-01-01..; group: ").And.Contain(" → employment: Employed 2026-01-01..2026-10-01; group: ").And.Contain("leads 客服中心/呼入/白班大组: Leader 2026-06-01..2026-10-01");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task EmployAsync_WhoHadLeft_ComesBackWithTheHistory(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        await centre.PersonAsync("A1", "王小明", centre.InboundDay);
        var left = PeopleCentre.Done(await centre.Careers.EndAsync("A1", await centre.VersionAsync("A1"), new(2026, 3, 31), PeopleCentre.Li));

        var back = PeopleCentre.Done(await centre.Careers.EmployAsync("A1", left.Version, EmploymentState.Probation, June, PeopleCentre.Li));

        (back.JoinedOn, back.LastDay).Should().Be((June, null));
        var career = await centre.CareerAsync("A1");
        career.Spells.Select(static spell => spell.ToString()).Should().Equal("2026-01-01..2026-04-01", "2026-06-01..");
        career.Groups.Periods.Should().Equal(new Period(new(2026, 1, 1), new(2026, 4, 1)));
        PeopleCentre.Done(await centre.Careers.CorrectJoiningAsync("A1", back.Version, new(2026, 5, 1), PeopleCentre.Li)).JoinedOn.Should().Be(new DateOnly(2026, 5, 1));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Changes_ThatCannotBe_AreRefusedWithTheReason(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        await centre.PersonAsync("A1", "王小明", centre.InboundDay);
        await centre.PersonAsync("A2", "李红", null, "2026-07-01");
        var ended = PeopleCentre.Done(await centre.Units.SaveGroupAsync(null, new("临时组", centre.Inbound, GroupShift.None, PeopleCentre.Start, June), null, PeopleCentre.Li));
        var version = await centre.VersionAsync("A1");
        var career = centre.Careers;

        var messages = new[]
        {
            (await career.MoveAsync("A1", version, centre.InboundNight, new(2025, 12, 31), null, PeopleCentre.Li)).Fault,
            (await career.MoveAsync("A1", version, ended.Id, June, null, PeopleCentre.Li)).Fault,
            (await career.MoveAsync("A1", version, ended.Id, new(2026, 5, 1), new(2026, 7, 1), PeopleCentre.Li)).Fault,
            (await career.MoveAsync("A1", version, centre.InboundNight, June, June, PeopleCentre.Li)).Fault,
            (await career.MoveAsync("A1", version, 999, June, null, PeopleCentre.Li)).Fault,
            (await career.EndAsync("A1", version, new(2025, 12, 31), PeopleCentre.Li)).Fault,
            (await career.EmployAsync("A1", version, EmploymentState.Employed, new(1900, 1, 1), PeopleCentre.Li)).Fault,
            (await career.SkillAsync("A1", version, centre.English, 6, June, null, PeopleCentre.Li)).Fault,
            (await career.MentorAsync("A1", version, "A1", June, null, PeopleCentre.Li)).Fault,
            (await career.MentorAsync("A1", version, "A9", June, null, PeopleCentre.Li)).Fault,
            (await career.MentorAsync("A1", version, "A2", June, null, PeopleCentre.Li)).Fault,
        };

        messages.Select(static fault => fault?.Message).Should().Equal(
            "from: found 2025-12-31, expected a day of the employment",
            "from: found 2026-06-01, expected a day of the group 临时组, 2020-01-01..2026-06-01",
            "until: found 2026-07-01, expected a day of the group 临时组, 2020-01-01..2026-06-01, or its end",
            "until: found 2026-06-01, expected a day after 2026-06-01",
            "group: found 999, which there is not, expected the id of a group that is given",
            "lastDay: found 2025-12-31, expected a day from 2026-01-01 on, when the person joined",
            "from: found 1900-01-01, expected a day from 1950-01-01 to 2199-12-31",
            "level: found 6, expected 1 to 5",
            "mentor: found the person itself, expected somebody else",
            "mentor: found 'A9', whom nobody knows, expected the number of a person",
            "from: found 2026-06-01, expected a day of the employment of A2");
        (await centre.VersionAsync("A1")).Should().Be(version);
        PeopleCentre.Done(await career.MoveAsync("A1", version, ended.Id, new(2026, 5, 1), null, PeopleCentre.Li));
        (await centre.CareerAsync("A1")).Groups.On(June)?.Value.Should().Be(centre.InboundDay, "without an end it lasts as long as the group does, and what was after it stays");
    }
}
