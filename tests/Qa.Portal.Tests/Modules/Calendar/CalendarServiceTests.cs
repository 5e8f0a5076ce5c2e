using Microsoft.Extensions.Time.Testing;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.Calendar;
using Qa.Portal.Modules.Recordings;
using Qa.Portal.Platform.Data;
using Qa.Portal.Tests.Platform.Access;
using Qa.Portal.Tests.Platform.Data;

namespace Qa.Portal.Tests.Modules.Calendar;

public sealed class CalendarServiceTests
{
    private static readonly DateOnly NationalDay = new(2026, 10, 1);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task SaveAsync_Day_IsReadBackAndWrittenToTheAuditLog(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        var service = Service(database);

        var saved = await service.SaveAsync(NationalDay, DayKind.Holiday, "国庆节", null, TestActor.Named("li"));
        var renamed = await service.SaveAsync(NationalDay, DayKind.Holiday, "国庆", saved.Current!.Version, TestActor.Named("li"));

        (saved.Outcome, renamed.Outcome, renamed.Current!.Version).Should().Be((SaveOutcome.Done, SaveOutcome.Done, 2));
        (await service.ListAsync(DateOnly.MinValue, DateOnly.MaxValue)).Should().ContainSingle().Which.Name.Should().Be("国庆");
        (await service.ReadAsync()).IsWorkingDay(NationalDay).Should().BeFalse();
        (await AuditAsync(database)).Should().Equal("li system change save calendar day calendar 2026-10-01 - → Holiday 国庆节", "li system change save calendar day calendar 2026-10-01 Holiday 国庆节 → Holiday 国庆");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task SaveAsync_TwoEditors_TheSecondIsToldAndNothingIsOverwritten(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        var service = Service(database);
        await service.SaveAsync(NationalDay, DayKind.Holiday, "国庆节", null, TestActor.Named("li"));

        await service.SaveAsync(NationalDay, DayKind.Holiday, "中秋国庆", 1, TestActor.Named("han"));
        var second = await service.SaveAsync(NationalDay, DayKind.MakeUp, "上班", 1, TestActor.Named("li"));
        var fresh = await service.SaveAsync(NationalDay, DayKind.MakeUp, "上班", null, TestActor.Named("li"));

        (second.Outcome, second.Current!.Name, second.Current.Version).Should().Be((SaveOutcome.ChangedMeanwhile, "中秋国庆", 2));
        fresh.Outcome.Should().Be(SaveOutcome.ChangedMeanwhile);
        (await service.ListAsync(NationalDay, NationalDay)).Single().Kind.Should().Be(DayKind.Holiday);
        (await AuditAsync(database)).Should().HaveCount(2, "what was not saved is not written");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task SaveAsync_ManyAtOnce_OneIsDoneAndTheOthersAreTold(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        var service = Service(database);

        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(index => Task.Run(() => service.SaveAsync(NationalDay, DayKind.Holiday, $"名{index}", null, TestActor.Named("li")))));
        var changed = await Task.WhenAll(Enumerable.Range(0, 8).Select(index => Task.Run(() => service.SaveAsync(NationalDay, DayKind.Holiday, $"新{index}", 1, TestActor.Named("li")))));

        foreach (var answers in new[] { added, changed })
        {
            answers.Count(static answer => answer.Outcome == SaveOutcome.Done).Should().Be(1);
            answers.Where(static answer => answer.Outcome != SaveOutcome.Done).Should().OnlyContain(static answer => answer.Outcome == SaveOutcome.ChangedMeanwhile && answer.Current != null);
        }

        (await AuditAsync(database)).Should().HaveCount(2);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task DeleteAsync_OfTheVersionRead_IsGone(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        var service = Service(database);
        await service.SaveAsync(NationalDay, DayKind.Holiday, "国庆节", null, TestActor.Named("li"));

        (await service.DeleteAsync(NationalDay, 7, TestActor.Named("li"))).Outcome.Should().Be(SaveOutcome.ChangedMeanwhile);
        (await service.DeleteAsync(NationalDay, 1, TestActor.Named("li"))).Outcome.Should().Be(SaveOutcome.Done);
        (await service.DeleteAsync(NationalDay, 1, TestActor.Named("li"))).Outcome.Should().Be(SaveOutcome.Missing);
        (await service.ReadAsync()).IsWorkingDay(NationalDay).Should().BeTrue("it is a Thursday");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task SaveHoursAsync_Weekday_TakesThePlaceOfTheUsualHours(DatabaseKind kind)
    {
        await using var database = await PortalTestDatabase.CreateAsync(kind);
        var service = Service(database);
        var saturday = new DateOnly(2026, 10, 3);

        (await service.ReadAsync()).IsWorkingDay(saturday).Should().BeFalse();
        var saved = await service.SaveHoursAsync((int)DayOfWeek.Saturday, new(8 * 60, 12 * 60), 1, TestActor.Named("li"));
        var stale = await service.SaveHoursAsync((int)DayOfWeek.Saturday, null, 1, TestActor.Named("han"));

        (saved.Outcome, stale.Outcome).Should().Be((SaveOutcome.Done, SaveOutcome.ChangedMeanwhile));
        (await service.ReadAsync()).HoursOf(saturday).Should().Be(new OpenHours(8 * 60, 12 * 60));
        (await service.HoursAsync()).Select(static hours => hours.Weekday).Should().Equal(0, 1, 2, 3, 4, 5, 6, 7);
    }

    private static CalendarService Service(PortalTestDatabase database) => new(database, CentreZone.Default, new FakeTimeProvider(new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero)));

    private static Task<IReadOnlyList<string>> AuditAsync(PortalTestDatabase database) => database.Database.Database.ReadAsync(static session =>
        session.QueryAsync<string>("SELECT actor || ' ' || origin || ' ' || kind || ' ' || action || ' ' || subject || ' ' || coalesce(before, '-') || ' → ' || coalesce(after, '-') FROM audit ORDER BY number"));
}
