using Microsoft.Extensions.Time.Testing;
using Qa.Grains.Publication.Verification;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Storage;
using Qa.Rules.Versions;

namespace Qa.Grains.Tests.Publication;

/// <summary>What is known of the publication log without reading it again.</summary>
public class ChainVerificationsTests
{
    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task State_LogThatGrowsAndIsCut_SaysHowFarItWasVerifiedAndWhatCameSince(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var time = new FakeTimeProvider(new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero));
        var verifications = new ChainVerifications(test.Database, new(test.Database), time);
        await TestPublications.PublishAsync(test.Database, PublicationMode.HotSet);
        (await verifications.StateAsync()).Should().Be(new LogState(LogStanding.NeverVerified, 1, null));

        var whole = await verifications.RunAsync("auditor");
        await TestPublications.PublishAsync(test.Database, PublicationMode.HotNorm);
        var behind = await verifications.StateAsync();

        whole.Should().BeEquivalentTo(new { Standing = LogStanding.Whole, Entries = 1L, Last = new { At = time.GetUtcNow(), By = "auditor", Entries = 1L, Findings = Array.Empty<string>() } });
        behind.Should().BeEquivalentTo(new { Standing = LogStanding.Behind, Entries = 2L, Last = new { Entries = 1L } });
        (await test.Database.ReadAsync(static session => session.QueryAsync<string>("SELECT actor || ' ' || action || ': ' || detail FROM audit WHERE action = 'verify publications'")))
            .Should().Equal("auditor verify publications: 1 entries, 0 findings");

        (await verifications.RunAsync("auditor")).Standing.Should().Be(LogStanding.Whole);
        await ForgeAsync(test.Database, "UPDATE publication SET hash = 'other' WHERE number = 2");
        (await verifications.StateAsync()).Should().BeEquivalentTo(new { Standing = LogStanding.Changed, Entries = 2L });
        var broken = await verifications.RunAsync("auditor");
        broken.Standing.Should().Be(LogStanding.Broken);
        broken.Last!.Findings.Should().Contain(static finding => finding.StartsWith("entry 2: found the hash other, expected ", StringComparison.Ordinal));
        (await verifications.StateAsync()).Should().BeEquivalentTo(broken, "it is kept");
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Run_EmptyLog_IsWhole(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);

        (await new ChainVerifications(test.Database, new(test.Database), TimeProvider.System).RunAsync("auditor")).Should().BeEquivalentTo(new { Standing = LogStanding.Whole, Entries = 0L });
    }

    // As somebody would who owns the database.
    private static Task ForgeAsync(Database database, string sql) => database.WriteAsync(async session =>
    {
        await session.ExecuteAsync(database.IsShared ? "ALTER TABLE publication DISABLE TRIGGER USER" : "DROP TRIGGER publication_no_update");
        await session.ExecuteAsync(sql);
        if (database.IsShared)
            await session.ExecuteAsync("ALTER TABLE publication ENABLE TRIGGER USER");
    });
}
