using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.People.Careers;
using Qa.Portal.Modules.People.Persons;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Tests.Modules.People;

public sealed class PeopleRegisterTests
{
    private static readonly DateOnly March = new(2026, 3, 1);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task AddAndSave_Person_IsReadBackAndWrittenWithoutTheNumber(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);

        var added = PeopleCentre.Done(await centre.Register.AddAsync("A1", new(" 王小明 ", "13812341234", "wang@example.com"), March, EmploymentState.Probation, PeopleCentre.Li));
        var saved = PeopleCentre.Done(await centre.Register.SaveAsync("A1", new("王晓明", "138****1234", ""), added.Version, PeopleCentre.Han));
        var same = PeopleCentre.Done(await centre.Register.SaveAsync("A1", new("王晓明", "13812341234", ""), saved.Version, PeopleCentre.Han));

        (saved.Name, saved.Phone, saved.Email, saved.JoinedOn, saved.Version).Should().Be(("王晓明", "13812341234", "", March, 2), "the masked number means the stored one");
        same.Version.Should().Be(2);
        (await centre.AuditAsync("person A1")).Should().Equal(
            "li add person: - → name: 王小明; phone: 138****1234; email: wang@example.com; employment: Probation 2026-03-01..",
            "han save person: name: 王小明; email: wang@example.com → name: 王晓明");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task AddAsync_ManyOfOneNumberAtOnce_OneIsDone(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(index => Task.Run(() => centre.Register.AddAsync("A1", new($"名{index}"), March, EmploymentState.Employed, PeopleCentre.Li))));

        answers.Count(static answer => answer.Saved!.Outcome == SaveOutcome.Done).Should().Be(1);
        answers.Where(static answer => answer.Saved!.Outcome != SaveOutcome.Done).Should().OnlyContain(static answer => answer.Saved!.Outcome == SaveOutcome.ChangedMeanwhile && answer.Saved.Current != null);
        (await centre.AuditAsync("person A1")).Should().ContainSingle();
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task SaveAsync_TwoEditors_TheSecondIsTold(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        var read = await centre.PersonAsync("A1", "王小明", null);

        PeopleCentre.Done(await centre.Register.SaveAsync("A1", new("王晓明"), read.Version, PeopleCentre.Li));
        var second = await centre.Register.SaveAsync("A1", new("汪小明"), read.Version, PeopleCentre.Han);
        var moved = await centre.Careers.MoveAsync("A1", read.Version, centre.InboundDay, PeopleCentre.Today, null, PeopleCentre.Han);
        var nobody = await centre.Register.SaveAsync("A9", new("谁"), 1, PeopleCentre.Han);

        (second.Saved!.Outcome, second.Saved.Current!.Name).Should().Be((SaveOutcome.ChangedMeanwhile, "王晓明"));
        moved.Saved!.Outcome.Should().Be(SaveOutcome.ChangedMeanwhile, "one version guards all of a person");
        nobody.Saved!.Outcome.Should().Be(SaveOutcome.Missing);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task AddAsync_Wrong_IsRefusedWithTheReason(DatabaseKind kind)
    {
        await using var centre = await PeopleCentre.CreateAsync(kind);
        async Task<string?> MessageOf(string number, PersonForm form) => (await centre.Register.AddAsync(number, form, March, EmploymentState.Employed, PeopleCentre.Li)).Fault?.Message;

        (await MessageOf("", new("名"))).Should().Be("number: found 0 characters, expected 1 to 128");
        (await MessageOf("A/2", new("名"))).Should().Be("number: found 'A/2', expected no spaces around it and no '/'");
        (await MessageOf("A2", new(" "))).Should().Be("name: found 0 characters, expected 1 to 100");
        (await MessageOf("A2", new("名", "138****1234"))).Should().Be("phone: found a number with digits hidden, expected a whole number, or the stored one as it is shown");
        (await MessageOf("A2", new("名", "12"))).Should().Be("phone: found **, expected 5 to 20 digits in at most 30 characters, with +, -, spaces and brackets");
        (await MessageOf("A2", new("名", Email: "wang"))).Should().Be("email: found 'wang', expected an address like name@example.com of at most 200 characters");
    }
}
