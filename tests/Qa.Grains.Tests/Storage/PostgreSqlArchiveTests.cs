using Qa.Grains.Publication.Verification;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Publication;
using Qa.Rules.Versions;

namespace Qa.Grains.Tests.Storage;

/// <summary>Backup and restore of a PostgreSQL database.</summary>
public class PostgreSqlArchiveTests
{
    [SkippableFact]
    public async Task BackUp_RestoredIntoAnEmptyDatabase_IsTheSameHistory()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using var other = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql, withSchema: false);
        await TestPublications.PublishAsync(test.Database, PublicationMode.HotSet);
        await TestPublications.PublishAsync(test.Database, PublicationMode.HotNorm);
        var file = test.SigningKey + ".dump";

        await ((PostgreSqlDatabase)test.Database).Archive.BackUpAsync(file);
        await ((PostgreSqlDatabase)other.Database).Archive.RestoreAsync(file);
        await other.Database.UpgradeSchemaAsync();

        (await new ChainAudit(other.Database).RunAsync()).Should().BeEquivalentTo(await new ChainAudit(test.Database).RunAsync());
        (await TestPublications.PublishAsync(other.Database, PublicationMode.Rollback)).Version.Should().Be(3, "it goes on from there");
        var again = () => ((PostgreSqlDatabase)other.Database).Archive.RestoreAsync(file);
        (await again.Should().ThrowAsync<DatabaseUnusableException>()).Which.Message.Should().Contain("empty");
        var nowhere = () => ((PostgreSqlDatabase)test.Database).Archive.BackUpAsync("/nowhere/file");
        (await nowhere.Should().ThrowAsync<DatabaseUnusableException>()).Which.Message.Should().Contain("pg_dump failed");
    }
}
