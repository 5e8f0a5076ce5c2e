using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Qa.Grains.Auditing;
using Qa.Grains.Auditing.Chain;
using Qa.Grains.Auditing.Verification;
using Qa.Grains.Hosting;
using Qa.Grains.Publication.Checkpoints;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Platform.Data;
using Qa.Portal.Tests.Platform.Data;

namespace Qa.Portal.Tests.Platform.Auditing;

/// <summary>Entries that the portal's context adds, beside those of the grains: in the same chains, and as little to be changed.</summary>
public sealed class AuditRecordTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 8, 0, 0, TimeSpan.Zero);

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Save_ManyAtOnceBesideTheGrains_AllHoldInOneChain(DatabaseKind kind)
    {
        await using var test = await PortalTestDatabase.CreateAsync(kind);
        var database = test.Database.Database;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(index => Task.Run(async () =>
        {
            await using var context = test.CreateDbContext();
            for (var record = 0; record < 10; record++)
                context.Add(AuditRecord.Of(Now.AddTicks(record), $"某人{index}", "10.1.2.3", "change", "thing", null, "新 \0 \ud800", detail: new string('长', AuditEntry.MaximumTextLength + 9)));
            await context.SaveChangesAsync();
            await database.WriteAsync(session => AuditRows.AddAsync(session, new(Now, "li", "change", "thing")));
        })));
        await SealingOf(test).SealAsync();

        (await VerificationOf(test).RunAsync()).Should().BeEquivalentTo(new { Holds = true, Sealed = 88, NotYetSealed = 0 });
        (await database.ReadAsync(session => session.QueryAsync<string>("SELECT DISTINCT writer FROM audit"))).Should().Equal(database.Run.Id);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Save_FailedAndTriedAgain_LeavesOneEntryAndNoFalseAlarm(DatabaseKind kind)
    {
        await using var test = await PortalTestDatabase.CreateAsync(kind);
        await using var context = test.CreateDbContext();
        var day = new Qa.Portal.Modules.Calendar.CalendarDay { Date = new(2026, 10, 1), Name = "国庆节" };
        await using (var faster = test.CreateDbContext())
        {
            faster.Add(new Qa.Portal.Modules.Calendar.CalendarDay { Date = day.Date, Name = "国庆" });
            await faster.SaveChangesAsync();
        }

        context.Add(day);
        context.Add(AuditRecord.Of(Now, "li", "save calendar day", "calendar 2026-10-01", null, "国庆节"));
        var save = () => context.SaveChangesAsync();
        await save.Should().ThrowAsync<DbUpdateException>();
        context.Entry(day).State = EntityState.Detached;
        await context.SaveChangesAsync();
        await SealingOf(test).SealAsync();

        (await VerificationOf(test).RunAsync()).Should().BeEquivalentTo(new { Holds = true, Sealed = 1, NotYetSealed = 0 });
        (await test.Database.Database.ReadAsync(session => session.QuerySingleAsync<long>("SELECT writer_sequence FROM audit"))).Should().Be(2, "the first try left a gap");
    }

    [Fact]
    public async Task Save_ChangedOrDeletedEntry_IsRefusedBeforeTheDatabaseDoes()
    {
        await using var test = await PortalTestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using (var context = test.CreateDbContext())
        {
            context.Add(AuditRecord.Of(Now, "li", "change", "thing", "旧", "新", AuditKind.Read));
            await context.SaveChangesAsync();
        }

        await using var other = test.CreateDbContext();
        var record = await other.Set<AuditRecord>().SingleAsync();
        (record.Kind, record.Origin, record.Before, record.After).Should().Be(("read", "system", "旧", "新"));
        other.Remove(record);
        var save = () => other.SaveChangesAsync();

        (await save.Should().ThrowAsync<InvalidOperationException>()).Which.Message.Should().Contain("written once");
    }

    private static AuditSealing SealingOf(PortalTestDatabase test) =>
        new(test.Database.Database, new InstallationKey(test.Database.SigningKey), ProcessRole.Worker, TimeProvider.System, NullLogger<AuditSealing>.Instance);

    private static AuditVerification VerificationOf(PortalTestDatabase test) => new(test.Database.Database, new InstallationKey(test.Database.SigningKey));
}
