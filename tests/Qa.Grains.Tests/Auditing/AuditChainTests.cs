using System.Data.Common;
using System.Diagnostics;
using Qa.Grains.Auditing;
using Qa.Grains.Auditing.Verification;
using Qa.Grains.Hosting;
using Qa.Grains.Publication.Checkpoints;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Storage;
using Xunit.Abstractions;

namespace Qa.Grains.Tests.Auditing;

/// <summary>The chains of an audit log that nobody altered: whoever writes, rolls back, stops or is killed, they hold.</summary>
public sealed class AuditChainTests(ITestOutputHelper output)
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Seal_TwoProcessesOfManyWriters_EveryCommittedEntryIsLinkedOnce(DatabaseKind kind)
    {
        const int tasks = 6;
        const int each = 25;
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var other = DatabaseAddress.Open(test.Address);
        var (ours, theirs) = (TestAudit.Sealing(test), TestAudit.Sealing(test, other));

        var writing = Task.WhenAll(Enumerable.Range(0, tasks).Select(task => Task.Run(() => WriteAndRollBackAsync(task % 2 == 0 ? test.Database : other, each))));
        while (!writing.IsCompleted)
            await Task.WhenAll(ours.SealAsync(), theirs.SealAsync());
        await writing;
        await ours.SealAsync();

        var report = await TestAudit.VerifyAsync(test);
        report.Findings.Should().BeEmpty();
        (report.Sealed, report.NotYetSealed).Should().Be((tasks * each, 0));
        (await test.Database.ReadAsync(session => session.QueryAsync<string>("SELECT DISTINCT writer FROM audit_link"))).Should().BeEquivalentTo([test.Database.Run.Id, other.Run.Id]);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Seal_WhileATransactionIsOpen_WaitsForNobodyAndTakesItsEntryLater(DatabaseKind kind)
    {
        Skip.If(kind == DatabaseKind.Sqlite, "Writers of a SQLite file take turns.");
        await using var test = await TestDatabase.CreateAsync(kind);
        var (written, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        var slow = test.Database.WriteAsync(async session =>
        {
            await AuditRows.AddAsync(session, TestAudit.Entry(0, "slow"));
            written.SetResult();
            await end.Task;
        });
        await written.Task;
        await TestAudit.AddAsync(test.Database, 3);

        (await TestAudit.Sealing(test).SealAsync()).Should().Be(3);
        end.SetResult();
        await slow;
        (await TestAudit.Sealing(test).SealAsync()).Should().Be(1, "its number is less than those that are sealed, and it is sealed all the same");

        (await TestAudit.VerifyAsync(test)).Should().BeEquivalentTo(new { Holds = true, Sealed = 4, NotYetSealed = 0 });
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Verify_BeforeAndAfterTheSeal_SaysHowFarTheLogIsSealed(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        (await TestAudit.VerifyAsync(test)).Should().BeEquivalentTo(new { Holds = true, Sealed = 0, NotYetSealed = 0, Head = (AuditHead?)null });
        await TestAudit.AddAsync(test.Database, 2);
        var before = await TestAudit.VerifyAsync(test);

        await TestAudit.Sealing(test).SealAsync();
        await TestAudit.AddAsync(test.Database, 1);
        var after = await TestAudit.VerifyAsync(test);

        before.Should().BeEquivalentTo(new { Holds = true, Sealed = 0, NotYetSealed = 2, SealedUpTo = (DateTimeOffset?)null, OldestNotYetSealed = (DateTimeOffset?)TestAudit.Start });
        after.Should().BeEquivalentTo(new { Holds = true, Sealed = 2, NotYetSealed = 1, SealedUpTo = (DateTimeOffset?)TestAudit.Start });
        after.Signers.Should().Equal(new SealSigner(new InstallationKey(test.SigningKey).Fingerprint, 1, 1));
        (await TestAudit.Sealing(test).SealAsync(), await TestAudit.Sealing(test).SealAsync()).Should().Be((1, 0), "without anything new there is no new seal");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Seal_OfAKilledProcess_IsMadeByTheNextOne(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        string killed;
        await using (var process = DatabaseAddress.Open(test.Address))
        {
            killed = process.Run.Id;
            await TestAudit.AddAsync(process, 3);

            // In the middle of sealing, after the links were written: its key is a folder.
            var sealing = () => TestAudit.Sealing(test, process, Path.GetTempPath()).SealAsync();
            await sealing.Should().ThrowAsync<DatabaseUnusableException>();
        }

        (await TestAudit.VerifyAsync(test)).Should().BeEquivalentTo(new { Holds = true, Sealed = 0, NotYetSealed = 3 });
        (await TestAudit.Sealing(test).SealAsync()).Should().Be(3);

        (await TestAudit.VerifyAsync(test)).Should().BeEquivalentTo(new { Holds = true, Sealed = 3, NotYetSealed = 0 });
        (await test.Database.ReadAsync(session => session.QueryAsync<string>("SELECT DISTINCT writer FROM audit_link"))).Should().Equal(killed);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Verify_TenThousandEntries_HoldAndOneLetterIsFound(DatabaseKind kind)
    {
        const int entries = 10_000;
        await using var test = await TestDatabase.CreateAsync(kind);
        for (var batch = 0; batch < 10; batch++)
        {
            await test.Database.WriteAsync(async session =>
            {
                for (var index = 0; index < entries / 10; index++)
                    await AuditRows.AddAsync(session, TestAudit.Entry(index));
            });
        }

        var watch = Stopwatch.StartNew();
        (await TestAudit.Sealing(test).SealAsync()).Should().Be(entries);
        output.WriteLine($"sealed in {watch.Elapsed}");
        watch.Restart();
        var report = await TestAudit.VerifyAsync(test);
        output.WriteLine($"verified in {watch.Elapsed}");

        report.Should().BeEquivalentTo(new { Holds = true, Sealed = entries, NotYetSealed = 0 });
        report.Head!.Seal.Should().Be(10);
        await TestAudit.DropGuardsAsync(test);
        await TestAudit.ExecuteAsync(test, "UPDATE audit SET actor = 'lu' WHERE number = 7777");
        (await TestAudit.VerifyAsync(test)).Faults.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Kind = AuditFaultKind.ChangedEntry, Writer = test.Database.Run.Id, Where = "entry 7777" });
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Upgrade_EntriesFromBefore_AreSealedAsTheyWereFound(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await UndoStepAsync(test);
        await TestAudit.ExecuteAsync(test, "INSERT INTO audit (at, actor, action, subject, detail) VALUES (1, 'li', 'publish', 'standard@1', ''), (2, 'li', 'publish', 'standard@2', '试')");

        await test.Database.UpgradeSchemaAsync();
        await TestAudit.AddAsync(test.Database, 1);
        await TestAudit.Sealing(test).SealAsync();

        (await TestAudit.VerifyAsync(test)).Should().BeEquivalentTo(new { Holds = true, Sealed = 3, NotYetSealed = 0 });
        (await test.Database.ReadAsync(session => session.QueryAsync<long>("SELECT entry FROM audit_link WHERE writer = 'earlier' ORDER BY sequence"))).Should().Equal(1, 2);
        await TestAudit.DropGuardsAsync(test);
        await TestAudit.ExecuteAsync(test, "UPDATE audit SET detail = '误' WHERE number = 2");
        (await TestAudit.VerifyAsync(test)).Faults.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Kind = AuditFaultKind.ChangedEntry, Where = "entry 2" });
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Add_WithoutAHash_IsRefusedOrGivenOneByTheDatabase(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        const string odd = "\u0001\b\t\n\f\r\u001f\"\\/\u007f é 国 😀 <>&' \u2028";
        var add = () => test.Database.WriteAsync(session => session.ExecuteAsync(
            "INSERT INTO audit (at, actor, action, subject, detail, after) VALUES (639000000000000001, @odd, 'publish', 'standard@1', @odd, @odd)", new { odd }));
        if (kind == DatabaseKind.Sqlite)
        {
            (await add.Should().ThrowAsync<DbException>()).Which.Message.Should().Contain("hash");
            return;
        }

        // As a process of the version before does, which runs on during an upgrade.
        await add();
        (await test.Database.ReadAsync(session => session.QuerySingleAsync<string>("SELECT hash FROM audit"))).Should().HaveLength(64);
        await TestAudit.Sealing(test).SealAsync();
        (await TestAudit.VerifyAsync(test)).Should().BeEquivalentTo(new { Holds = true, Sealed = 1 }, "both hash the same bytes");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Log_ChangedOrDeleted_IsRefusedByTheDatabase(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await TestAudit.AddAsync(test.Database, 1);
        await TestAudit.Sealing(test).SealAsync();

        foreach (var (table, column) in new[] { ("audit", "actor"), ("audit_link", "hash"), ("audit_seal", "hash") })
        {
            foreach (var statement in new[] { $"UPDATE {table} SET {column} = 'x'", $"DELETE FROM {table}" })
            {
                var change = () => TestAudit.ExecuteAsync(test, statement);
                (await change.Should().ThrowAsync<DbException>()).Which.Message.Should().Contain("never changed", statement);
            }
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Seal_WithoutTheKey_IsLeftToThoseWhoHaveIt(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var otherKey = test.SigningKey + ".other";
        await TestAudit.AddAsync(test.Database, 1);
        (await TestAudit.Sealing(test, key: null, role: ProcessRole.Command).SealAsync()).Should().Be(0, "a command without a key begins no log");
        (await TestAudit.Sealing(test, key: null).SealAsync()).Should().Be(1);
        await TestAudit.AddAsync(test.Database, 1);
        (await TestAudit.Sealing(test).SealAsync()).Should().Be(1);
        await TestAudit.AddAsync(test.Database, 1);

        (await TestAudit.Sealing(test, key: null).SealAsync()).Should().Be(0);
        (await TestAudit.Sealing(test, key: otherKey, role: ProcessRole.Command).SealAsync()).Should().Be(0, "a command on a copy does not write into it");
        File.Exists(otherKey).Should().BeFalse("nor does it make a key");
        (await TestAudit.VerifyAsync(test)).Faults.Should().ContainSingle().Which.Kind.Should().Be(AuditFaultKind.WrongSignature);
        (await TestAudit.VerifyAsync(test, earlierKeys: ["none"])).Holds.Should().BeTrue();
        (await TestAudit.VerifyAsync(test, key: null)).Holds.Should().BeTrue("without a key at hand the signers are only told");

        (await TestAudit.Sealing(test, key: otherKey).SealAsync()).Should().Be(1);
        (await TestAudit.VerifyAsync(test, earlierKeys: ["none"])).Faults.Single().Should().BeEquivalentTo(new { Kind = AuditFaultKind.WrongSignature, Where = "seal 3" });
        (await TestAudit.VerifyAsync(test, earlierKeys: ["none", new InstallationKey(otherKey).Fingerprint])).Holds.Should().BeTrue();
    }

    private static async Task WriteAndRollBackAsync(Database database, int count)
    {
        for (var index = 0; index < count; index++)
        {
            await database.WriteAsync(session => AuditRows.AddAsync(session, TestAudit.Entry(index)));
            var failed = () => database.WriteAsync(async session =>
            {
                await AuditRows.AddAsync(session, TestAudit.Entry(index, "rolled back"));
                throw new InvalidOperationException("It is rolled back.");
            });
            await failed.Should().ThrowAsync<InvalidOperationException>();
        }
    }

    private static Task UndoStepAsync(TestDatabase test)
    {
        string[] triggers = test.Database.IsShared
            ? ["DROP TRIGGER audit_has_hash ON audit", "DROP TRIGGER audit_is_pending ON audit", "DROP FUNCTION hash_audit_entry()", "DROP FUNCTION queue_audit_entry()"]
            : ["DROP TRIGGER audit_has_hash", "DROP TRIGGER audit_is_pending"];
        string[] indexes = [.. new[] { "at", "actor", "action", "subject" }.Select(static column => $"DROP INDEX audit_{column}")];
        string[] columns = [.. new[] { "kind", "origin", "before", "after", "writer", "writer_sequence", "hash" }.Select(static column => $"ALTER TABLE audit DROP COLUMN {column}")];
        return TestAudit.ExecuteAsync(
            test, [.. triggers, .. indexes, .. columns, "DROP TABLE audit_pending", "DROP TABLE audit_link", "DROP TABLE audit_seal", "DELETE FROM schemaversions WHERE scriptname LIKE '%0005-audit.sql'"]);
    }
}
