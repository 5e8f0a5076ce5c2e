using MiniExcelLibs;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Modules.People.Sheets;
using Qa.Portal.Modules.People.Timelines;
using Qa.Portal.Platform.Excel;

namespace Qa.Portal.Tests.Modules.People;

public sealed class PeopleImportTests
{
    private static readonly string[] Headings = ["工号", "姓名", "部门", "大组", "班次", "岗位", "技能", "状态", "入职日期", "离职日期", "师傅", "手机", "邮箱", "账号"];

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task RunAsync_NewPeople_AreThereSinceTheyJoinedAndAgainChangesNothing(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        var sheet = Sheet(
            "A1|王小明|客服中心/呼入|白班大组|白班|呼入班长、座席代表|英语:3,退款|在职|2026-01-01||A2|13812341234|w@example.com|",
            "A2|李红|呼出|白班大组||Agent||试用|2019/3/1|||||",
            "A3|赵六|客服中心/呼入|夜班大组||||离职|2025年1月1日|20260331||||");

        var first = await RunAsync(centre, sheet);
        var second = await RunAsync(centre, sheet);
        var later = await centre.Import.RunAsync(new MemoryStream(sheet), PeopleCentre.Today.AddDays(30), false, PeopleCentre.Li);

        first.Should().BeEquivalentTo(new ImportOutcome(3, 3, 0, [], []));
        second.Should().BeEquivalentTo(new ImportOutcome(3, 0, 0, [], []));
        later.Should().BeEquivalentTo(new ImportOutcome(3, 0, 0, [], []));
        var one = await centre.CareerAsync("A1");
        var since = Period.Since(new(2026, 1, 1));
        one.Groups.Stretches.Should().Equal(new Stretch<long>(since, centre.InboundDay));
        one.Posts.Keys.Should().BeEquivalentTo([centre.Agent, centre.Leader]);
        one.Skills[centre.English].Stretches.Should().Equal(new Stretch<int>(since, 3));
        one.Skills.Values.Select(static each => each.Stretches.Single().Value).Should().BeEquivalentTo([3, 1]);
        one.Mentors.Stretches.Should().Equal(new Stretch<string>(since, "A2"));
        var two = await centre.CareerAsync("A2");
        two.StateOn(PeopleCentre.Today).Should().Be(StaffState.Probation);
        two.Groups.Stretches.Should().Equal(new Stretch<long>(Period.Since(PeopleCentre.Start), centre.OutboundDay));
        (await centre.CareerAsync("A3")).Groups.Stretches.Should().Equal(new Stretch<long>(new(new(2025, 1, 1), new(2026, 4, 1)), centre.InboundNight));
        (await centre.AuditAsync("person A1")).Should().ContainSingle().Which.Should().StartWith("li import new person: - → name: 王小明; phone: 138****1234; email: w@example.com; employment: Employed 2026-01-01..; group: 客服中心/呼入/白班大组 2026-01-01..; mentor: A2 2026-01-01..");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task RunAsync_KnownPeople_AreOtherFromTheDayOnAlone(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        await RunAsync(centre, Sheet(
            "A1|王小明|呼入|白班大组||呼入班长|英语:3|试用|2026-01-01||A2|13812341234|w@example.com|",
            "A2|李红|呼入|白班大组||||在职|2026-01-01|||||",
            "A3|赵六|呼入|白班大组||||在职|2026-01-01||A2|||"));

        var changed = await RunAsync(centre, Sheet(
            "A1|王小明|呼出|白班大组||座席代表|英语:4|在职|2026-01-01|||138****1234|w@example.com|",
            "A2|李红|||||||2026-01-01|2026-10-15||||"));
        var again = await RunAsync(centre, Sheet("A2|李红||||||离职|2026-01-01|2026-10-01||||"));

        changed.Should().BeEquivalentTo(new ImportOutcome(2, 0, 2, [], []));
        again.Should().BeEquivalentTo(new ImportOutcome(1, 0, 1, [], []));
        var (start, today) = (new DateOnly(2026, 1, 1), PeopleCentre.Today);
        var one = await centre.CareerAsync("A1");
        one.Groups.Stretches.Should().Equal(new Stretch<long>(new(start, today), centre.InboundDay), new Stretch<long>(Period.Since(today), centre.OutboundDay));
        one.Employment.Stretches.Should().Equal(new Stretch<EmploymentState>(new(start, today), EmploymentState.Probation), new Stretch<EmploymentState>(Period.Since(today), EmploymentState.Employed));
        one.Posts[centre.Leader].Periods.Should().Equal(new Period(start, today));
        one.Posts[centre.Agent].Periods.Should().Equal(Period.Since(today));
        one.Skills[centre.English].Stretches.Should().Equal(new Stretch<int>(new(start, today), 3), new Stretch<int>(Period.Since(today), 4));
        one.Mentors.Periods.Should().Equal(new Period(start, today));
        (await centre.List.FindAsync("A1"))!.Person.Phone.Should().Be("13812341234");
        (await centre.CareerAsync("A2")).Groups.Periods.Should().Equal(new Period(start, today));
        (await centre.CareerAsync("A3")).Mentors.Periods.Should().Equal(new[] { new Period(start, new(2026, 10, 2)) }, "who leaves by a sheet is nobody's mentor any more");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task RunAsync_MissingUnits_AreErrorsOrAreAdded(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        var sheet = Sheet("A1|王小明|客服中心/非语音/聊天|一组|夜班||||2026-01-01|||||", "A2|李红|客服中心/非语音/聊天|一组|||||2026-02-01|||||", "A3|赵六|客服中心/呼入|三组|||||2026-03-01|||||");

        var refused = await RunAsync(centre, sheet);
        var tried = await centre.Import.RunAsync(new MemoryStream(sheet), PeopleCentre.Today, isAddingUnits: true, PeopleCentre.Li, isTrial: true);
        var afterTrial = await centre.AuditAsync("units");
        var taken = await centre.Import.RunAsync(new MemoryStream(sheet), PeopleCentre.Today, isAddingUnits: true, PeopleCentre.Li);
        var again = await centre.Import.RunAsync(new MemoryStream(sheet), PeopleCentre.Today, isAddingUnits: true, PeopleCentre.Li);

        refused.Errors.Select(static error => error.Message).Should().Equal(
            "row 2, '部门': found '客服中心/非语音/聊天', which there is not on 2026-10-01, expected a department that there is, or the choice to create missing units",
            "row 3, '部门': found '客服中心/非语音/聊天', which there is not on 2026-10-01, expected a department that there is, or the choice to create missing units",
            "row 4, '大组': found '三组', which '客服中心/呼入' does not have on 2026-10-01, expected a group that there is, or the choice to create missing units");
        taken.Should().BeEquivalentTo(new ImportOutcome(3, 3, 0, ["客服中心/非语音", "客服中心/非语音/聊天", "客服中心/非语音/聊天/一组", "客服中心/呼入/三组"], []));
        tried.Should().BeEquivalentTo(taken, "a trial says what would become of it");
        afterTrial.Should().BeEmpty("a trial changes nothing");
        again.Should().BeEquivalentTo(new ImportOutcome(3, 0, 0, [], []));
        (await centre.AuditAsync("units")).Should().Equal("li import units: - → 客服中心/非语音, 客服中心/非语音/聊天, 客服中心/非语音/聊天/一组, 客服中心/呼入/三组");
        (await centre.List.ReadAsync(new(new(2026, 1, 15), "a1"), false)).People.Single().Group.Should().Be("一组");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task RunAsync_RowsWithErrors_TakesNoneAndTellsEach(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        await centre.PersonAsync("B1", "旧人", null);
        await centre.AccountAsync("old", "B1");
        PeopleCentre.Done(await centre.Careers.EndAsync("B1", await centre.VersionAsync("B1"), new(2026, 5, 31), PeopleCentre.Test));

        var outcome = await RunAsync(centre, Sheet(
            "A1|王小明|呼入|白班大组|白班||||2026-01-01|||||",
            "A1|王小明|||||||2026-01-01|||||",
            "|无号|||||||2026-01-01|||||",
            "A2||||中班|||在岗|2026-13-01|||||",
            "A3|李红|呼入|白班大组|夜班||||2026-01-01|||||",
            "A4|赵六|呼入||||||2026-01-01|||||",
            "A5|钱七||白班大组|||||2026-01-01|||||",
            "A6|孙八||||店长|英语:6、法语:2||2026-01-01||A6|||",
            "A7|周九||||||离职|2026-01-01||A9|12|w|old",
            "A8|吴十||||||在职|2026-01-01|2026-03-31|B1|138****1234||",
            "A9|郑一|||||||2026-02-01|2026-01-01||||same",
            "B1|旧人||||||离职|2026-01-01|2026-05-31||||same",
            "B2|冯二||||||待入职||||||",
            "B3|陈三||||||待入职|2026-01-01|||||",
            "B4|褚四||||||在职|2026-01-01||B1|||"));

        outcome.Errors.Select(static error => error.Message).Should().Equal(
            "row 3, '工号': found 'A1' again, expected each person once; row 2 has it",
            "row 4, '工号': found 0 characters, expected 1 to 128",
            "row 5, '班次': found '中班', expected 白班, 夜班 or 无",
            "row 5, '状态': found '在岗', expected 待入职, 试用, 在职 or 离职",
            "row 5, '入职日期': found '2026-13-01', expected a date like 2026-10-01",
            "row 5, '姓名': found 0 characters, expected 1 to 100",
            "row 6, '班次': found 夜班, expected 白班, the shift of '客服中心/呼入/白班大组'",
            "row 7, '大组': found nothing, expected a group of '呼入': people belong to a department by their group",
            "row 8, '大组': found '白班大组', which several departments have, expected its department beside it",
            "row 9, '技能': found '英语:6', expected a skill with a level of 1 to 5, like 英语:3",
            "row 9, '岗位': found '店长', which there is not, expected the names of posts",
            "row 9, '技能': found '法语', which there is not, expected the names of skills",
            "row 9, '师傅': found the person itself, expected somebody else",
            "row 10, '手机': found **, expected 5 to 20 digits in at most 30 characters, with +, -, spaces and brackets",
            "row 10, '邮箱': found 'w', expected an address like name@example.com of at most 200 characters",
            "row 10, '账号': found 'old', expected nothing, as the person has no account: one is opened by a request",
            "row 10, '离职日期': found nothing, expected the last day of who has left",
            "row 11, '手机': found a number with digits hidden, expected a whole number, or the stored one as it is shown",
            "row 11, '状态': found 在职, expected 离职, as the last day was 2026-03-31",
            "row 12, '账号': found 'same', expected nothing, as the person has no account: one is opened by a request",
            "row 12, '离职日期': found 2026-01-01, expected a day from 2026-02-01 on, when the person joined",
            "row 13, '账号': found 'same', expected 'old', the account that the person has",
            "row 14, '入职日期': found nothing, expected the day of joining of a new person",
            "row 15, '状态': found 待入职, expected 试用 or 在职, as the person joined on 2026-01-01",
            "row 16, '师傅': found 'B1', who is not employed on 2026-10-01, expected somebody who is");
        (await centre.List.ReadAsync(new(PeopleCentre.Today), false)).Total.Should().Be(1, "nobody was taken");
        (await centre.AuditAsync("person A1")).Should().BeEmpty();
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task RunAsync_TwoSheetsAtOnce_BothAreTakenWhole(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        var sheets = Enumerable.Range(0, 4).Select(static index => Sheet($"A{index}|王小明|客服中心/新部|新组|白班||||2026-01-01|||||", $"B{index}|李红|客服中心/新部|新组|||||2026-01-01|||||")).ToList();

        var outcomes = await Task.WhenAll(sheets.Select(sheet => Task.Run(() => centre.Import.RunAsync(new MemoryStream(sheet), PeopleCentre.Today, isAddingUnits: true, PeopleCentre.Li))));

        outcomes.Should().OnlyContain(static outcome => outcome.Added == 2 && outcome.Errors.Count == 0);
        outcomes.Count(static outcome => outcome.UnitsAdded.Count == 2).Should().Be(1, "units are added once");
        (await centre.List.ReadAsync(new(PeopleCentre.Today), false)).People.Select(static person => person.GroupId).Distinct().Should().ContainSingle();
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task RunAsync_ColumnsLeftOut_LeaveThingsAsTheyAre(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        await RunAsync(centre, Sheet("A1|王小明|呼入|白班大组||呼入班长|英语:3|试用|2026-01-01|2026-12-31||13812341234|w@example.com|"));
        var before = await centre.CareerAsync("A1");
        var sheet = new MemoryStream();
        await sheet.SaveAsAsync(new[] { new Dictionary<string, object> { ["Employee number"] = "A1", ["Name"] = "王晓明" } });

        var outcome = await centre.Import.RunAsync(sheet, PeopleCentre.Today, false, PeopleCentre.Li);

        outcome.Should().BeEquivalentTo(new ImportOutcome(1, 0, 1, [], []));
        var (person, career, names, _) = (await centre.List.FindAsync("A1"))!;
        (person.Name, person.Phone, person.Email, person.LastDay).Should().Be(("王晓明", "13812341234", "w@example.com", new DateOnly(2026, 12, 31)));
        CareerText.Differences(before, career, names).Should().BeEmpty();
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task RunAsync_WhatWasExported_ChangesNothing(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        await RunAsync(centre, Sheet(
            "A1|王小明|呼入|白班大组||呼入班长、座席代表|英语:3|试用|2026-01-01|2026-12-31|A2|13812341234|w@example.com|",
            "A2|李红|呼入|夜班大组||||在职|2026-01-01|||||", "A3|赵六|呼入|夜班大组||||离职|2026-01-01|2026-02-28||||", "A4|钱七||||||待入职|2027-01-01|||||"));
        await centre.AccountAsync("wang", "A1");

        foreach (var isEnglish in new[] { false, true })
        {
            var file = new MemoryStream();
            await ExcelSheet.WriteAsync(file, "人员", PeopleColumns.Of(isEnglish), await centre.List.ReadAllAsync(new PeopleQuery(PeopleCentre.Today), isUnmasked: false), isEnglish, default);
            (await centre.Import.RunAsync(file, PeopleCentre.Today, false, PeopleCentre.Li)).Should().BeEquivalentTo(new ImportOutcome(4, 0, 0, [], []));
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task RunAsync_WhoHadLeft_ComesBackWithALaterDayOfJoining(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        await RunAsync(centre, Sheet("A1|王小明|呼入|白班大组||||离职|2025-01-01|2026-02-28||||"));

        var back = await RunAsync(centre, Sheet("A1|王小明|呼出|白班大组||||试用|2026-09-01|||||"));

        back.Should().BeEquivalentTo(new ImportOutcome(1, 0, 1, [], []));
        var career = await centre.CareerAsync("A1");
        career.Spells.Select(static spell => spell.ToString()).Should().Equal("2025-01-01..2026-03-01", "2026-09-01..");
        career.Groups.Stretches.Select(static each => each.Period.ToString()).Should().Equal("2025-01-01..2026-03-01", "2026-09-01..");
    }

    private static Task<ImportOutcome> RunAsync(PeopleCentre centre, byte[] sheet) => centre.Import.RunAsync(new MemoryStream(sheet), PeopleCentre.Today, isAddingUnits: false, PeopleCentre.Li);

    private static byte[] Sheet(params string[] rows)
    {
        var file = new MemoryStream();
        file.SaveAs(rows.Select(static row => Headings.Zip(row.Split('|')).ToDictionary(static pair => pair.First, static pair => (object)pair.Second)).ToList());
        return file.ToArray();
    }
}
