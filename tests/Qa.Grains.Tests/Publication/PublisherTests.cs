using Qa.Grains.Publication.Log;
using Qa.Grains.Publication.Verification;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Storage;
using Qa.Rules.Versions;

namespace Qa.Grains.Tests.Publication;

/// <summary>The transaction of a publication: whole or not at all, wherever it is cut off, and in one chain whoever publishes.</summary>
public class PublisherTests
{
    public static TheoryData<DatabaseKind, PublicationMode> KindsAndModes => TestDatabase.KindsWith<PublicationMode>();

    [SkippableTheory]
    [MemberData(nameof(KindsAndModes))]
    public async Task Publish_CutOffAfterAnyStep_LeavesTheOldOrTheNewWholeAndIsDoneOnce(DatabaseKind kind, PublicationMode mode)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await PublishAsync(test.Database, Publisher(test.Database), await TestPublications.NextAsync(test.Database, PublicationMode.HotSet));

        foreach (var step in Enum.GetValues<PublicationStep>())
        {
            var before = await TestPublications.VersionAsync(test.Database);
            var order = await TestPublications.NextAsync(test.Database, mode);
            var cut = new Publisher(test.Database, TimeProvider.System, reached => reached == step ? throw new CutOffException() : Task.CompletedTask);
            var publish = () => PublishAsync(test.Database, cut, order);

            if (mode == PublicationMode.Cold && step == PublicationStep.Committed)
                continue;   // the commit of a cold start is that of all its trees
            await publish.Should().ThrowAsync<CutOffException>();
            (await TestPublications.VersionAsync(test.Database)).Should().Be(step == PublicationStep.Committed ? before + 1 : before, "cut off after {0}", step);
            await ShouldHoldAsync(test.Database);
            await PublishAsync(test.Database, Publisher(test.Database), order);

            (await TestPublications.VersionAsync(test.Database)).Should().Be(before + 1, "after {0} it is done once", step);
            await ShouldHoldAsync(test.Database);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Publish_ManySetsAtOnce_MakesOneChain(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var publisher = Publisher(test.Database);
        var orders = Enumerable.Range(0, 12).Select(number => TestPublications.Initial($"set-{number}", $"draft-{number}"));

        await Task.WhenAll(orders.Select(order => Task.Run(() => publisher.PublishAsync(order))));

        var report = await new ChainAudit(test.Database).RunAsync();
        report.Findings.Should().BeEmpty();
        report.Count.Should().Be(12);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Publish_RivalsForOneHead_OneIsPublishedAndOthersLearnWhatIsInForce(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var publisher = Publisher(test.Database);
        await publisher.PublishAsync(TestPublications.Initial(TestTrees.Set, "first"));
        var orders = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TestPublications.NextAsync(test.Database, PublicationMode.HotNorm)));

        var answers = await Task.WhenAll(orders.Select(order => Task.Run(() => publisher.PublishAsync(order))));

        answers.Count(answer => answer.Succeeded).Should().Be(1);
        answers.Where(answer => !answer.Succeeded).Should().OnlyContain(answer => answer.Refusal!.Head == 2);
        await ShouldHoldAsync(test.Database);
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Audit_AnythingAltered_IsFoundAndNamed(DatabaseKind kind)
    {
        (string Statement, string Finding)[] alterations =
        [
            ("UPDATE rule_set_version SET tree = (SELECT source FROM rule_set_version WHERE version = 1 AND rule_set = 'set-0') WHERE version = 2", "version voice@2: found the tree"),
            ("UPDATE rule_set_version SET source = tree WHERE version = 2", "version voice@2: found the source"),
            ("UPDATE publication SET mode = 'cold' WHERE number = 2", "entry 2: found the columns"),
            ("UPDATE publication SET record = (SELECT record FROM publication WHERE number = 1) WHERE number = 2", "entry 2: found the hash"),
            ("DELETE FROM publication WHERE number = 3", "version voice@2: found a version without a log entry"),
            ("UPDATE rule_set SET head_version = 1 WHERE id = 'voice'", "set 'voice': found the head"),
        ];
        foreach (var (statement, finding) in alterations)
        {
            await using var test = await TestDatabase.CreateAsync(kind);
            var publisher = Publisher(test.Database);
            await publisher.PublishAsync(TestPublications.Initial("set-0", "zero"));
            await publisher.PublishAsync(TestPublications.Initial(TestTrees.Set, "first"));
            await publisher.PublishAsync(await TestPublications.NextAsync(test.Database, PublicationMode.HotNorm));
            await ShouldHoldAsync(test.Database);

            await test.Database.WriteAsync(async session =>
            {
                foreach (var table in (string[])["publication", "rule_set_version"])
                {
                    foreach (var change in (string[])["update", "delete"])
                        await session.ExecuteAsync(kind == DatabaseKind.Sqlite ? $"DROP TRIGGER {table}_no_{change}" : $"ALTER TABLE {table} DISABLE TRIGGER ALL");
                }

                await session.ExecuteAsync(statement);
            });

            var report = await new ChainAudit(test.Database).RunAsync();
            report.Holds.Should().BeFalse(statement);
            report.Findings.Should().Contain(found => found.StartsWith(finding, StringComparison.Ordinal), statement);
        }
    }

    private static Publisher Publisher(Database database) => new(database, TimeProvider.System);

    private static async Task PublishAsync(Database database, Publisher publisher, PublicationOrder order)
    {
        if (order.Mode == PublicationMode.Cold)
            await database.WriteAsync(session => publisher.AppendColdAsync(session, [order]));
        else
            (await publisher.PublishAsync(order)).Succeeded.Should().BeTrue();
    }

    private static async Task ShouldHoldAsync(Database database) => (await new ChainAudit(database).RunAsync()).Findings.Should().BeEmpty();

    private sealed class CutOffException : Exception;
}
