using Qa.Grains.Auditing;
using Qa.Grains.Auditing.Chain;
using Qa.Grains.Auditing.Verification;
using Qa.Grains.Publication.Checkpoints;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Storage;
using Qa.Rules.Versions;
using static System.FormattableString;

namespace Qa.Grains.Tests.Auditing;

/// <summary>
/// An audit log that was altered by somebody who may do everything in the database and has no key. It has two writers of eight
/// entries: 1 to 3 of each under the first seal, 4 to 6 under the second, 7 under the third, 8 not yet sealed.
/// </summary>
public sealed class AuditTamperingTests
{
    /// <summary>What is done, and what must be found.</summary>
    public static TheoryData<DatabaseKind, string, AuditFaultKind, string> Alterations
    {
        get
        {
            (string Statements, AuditFaultKind Kind, string Where)[] cases =
            [
                ("UPDATE audit SET actor = 'lu' WHERE number = 3", AuditFaultKind.ChangedEntry, "entry 3"),
                ("UPDATE audit SET at = at + 1 WHERE number = 3", AuditFaultKind.ChangedEntry, "entry 3"),
                ("UPDATE audit SET before = NULL WHERE number = 3", AuditFaultKind.ChangedEntry, "entry 3"),
                ("UPDATE audit SET origin = '10.0.0.1' WHERE number = 3", AuditFaultKind.ChangedEntry, "entry 3"),
                ("UPDATE audit SET kind = 'read' WHERE number = 3", AuditFaultKind.ChangedEntry, "entry 3"),
                ("UPDATE audit SET hash = 'other' WHERE number = 3", AuditFaultKind.ChangedEntry, "entry 3"),
                ("UPDATE audit SET hash = NULL, writer = NULL, writer_sequence = NULL, actor = 'lu' WHERE number = 3", AuditFaultKind.ChangedEntry, "entry 3"),
                ("UPDATE audit SET actor = 'lu' WHERE number = 15", AuditFaultKind.ChangedEntry, "entry 15"),
                ("DELETE FROM audit WHERE number = 3", AuditFaultKind.MissingEntry, "entry 3"),
                ("DELETE FROM audit WHERE number = 3; DELETE FROM audit_link WHERE entry = 3", AuditFaultKind.MissingEntry, "entry 5"),
                ("DELETE FROM audit WHERE number = 5; DELETE FROM audit_link WHERE entry = 5", AuditFaultKind.MissingEntry, "seal 1"),
                ("DELETE FROM audit WHERE number IN (13, 14); DELETE FROM audit_link WHERE entry IN (13, 14)", AuditFaultKind.MissingEntry, "seal 3"),
                ("DELETE FROM audit WHERE number = 15", AuditFaultKind.MissingEntry, "entry 15"),
                ("UPDATE audit SET number = 99 WHERE number = 3; UPDATE audit SET number = 3 WHERE number = 9; UPDATE audit SET number = 9 WHERE number = 99", AuditFaultKind.Reordered, "entry 3"),
                ("UPDATE audit_link SET entry = 99 WHERE entry = 3; UPDATE audit_link SET entry = 3 WHERE entry = 9; UPDATE audit_link SET entry = 9 WHERE entry = 99", AuditFaultKind.BrokenChain, "entry 9"),
                ("UPDATE audit_link SET sequence = 99 WHERE entry = 3; UPDATE audit_link SET sequence = 2 WHERE entry = 5; UPDATE audit_link SET sequence = 3 WHERE entry = 3", AuditFaultKind.BrokenChain, "entry 5"),
                ("UPDATE audit_link SET entry_hash = 'other' WHERE entry = 3", AuditFaultKind.BrokenChain, "entry 3"),
                ("UPDATE audit_link SET seal = 0 WHERE entry = 3", AuditFaultKind.MissingEntry, "entry 3"),
                ("UPDATE audit_link SET seal = 2 WHERE entry = 5", AuditFaultKind.MissingEntry, "seal 1"),
                ("DELETE FROM audit_link WHERE entry = 13", AuditFaultKind.MissingEntry, "seal 3"),
                ("UPDATE audit_seal SET at = at + 1 WHERE number = 2", AuditFaultKind.ForgedSeal, "seal 2"),
                ("UPDATE audit_seal SET heads = '[]' WHERE number = 2", AuditFaultKind.ForgedSeal, "seal 2"),
                ("UPDATE audit_seal SET heads = 'nothing' WHERE number = 2", AuditFaultKind.ForgedSeal, "seal 2"),
                ("UPDATE audit_seal SET hash = 'other' WHERE number = 2", AuditFaultKind.ForgedSeal, "seal 2"),
                ("UPDATE audit_seal SET signature = NULL, signer = NULL WHERE number = 3", AuditFaultKind.WrongSignature, "seal 3"),
                ("UPDATE audit_seal SET signature = NULL, signer = NULL", AuditFaultKind.WrongSignature, "seal 1"),
                ("UPDATE audit_seal SET signature = (SELECT signature FROM audit_seal WHERE number = 1) WHERE number = 2", AuditFaultKind.WrongSignature, "seal 2"),
                ("UPDATE audit_seal SET signer = 'no key' WHERE number = 2", AuditFaultKind.WrongSignature, "seal 2"),
                ("DELETE FROM audit_seal WHERE number = 2", AuditFaultKind.MissingSeal, "seal 3"),
                ("DELETE FROM audit_seal WHERE number = 3", AuditFaultKind.MissingSeal, "seal 3"),
                ("DELETE FROM audit_seal", AuditFaultKind.MissingSeal, "seal 1"),
                ("DELETE FROM audit_pending", AuditFaultKind.NeverLinked, "entry 15"),
                ("INSERT INTO audit (at, actor, action, subject, detail) VALUES (1, 'lu', 'change', 'thing', '')", AuditFaultKind.NeverLinked, "entry 17"),
            ];
            var data = new TheoryData<DatabaseKind, string, AuditFaultKind, string>();
            foreach (var kind in Enum.GetValues<DatabaseKind>())
            {
                foreach (var (statements, fault, where) in cases)
                    data.Add(kind, statements, fault, where);
            }

            return data;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Alterations))]
    public async Task Verify_Altered_SaysWhatAndWhere(DatabaseKind kind, string statements, AuditFaultKind fault, string where)
    {
        await using var test = await WrittenAsync(kind);
        await TestAudit.DropGuardsAsync(test);

        await TestAudit.ExecuteAsync(test, statements.Split("; "));

        var report = await TestAudit.VerifyAsync(test);
        report.Faults.Should().Contain(found => found.Kind == fault && found.Where == where, string.Join("\n", report.Findings));
        report.Faults.Select(static found => found.Writer).Should().OnlyHaveUniqueItems();
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Verify_ChainsMadeAnewWithAllHashes_FailsByTheSealAndItsSignature(DatabaseKind kind)
    {
        await using var test = await WrittenAsync(kind);
        await TestAudit.DropGuardsAsync(test);
        await TestAudit.ExecuteAsync(test, "UPDATE audit SET actor = 'lu' WHERE number = 3");

        await test.Database.WriteAsync(RelinkAsync);
        (await TestAudit.VerifyAsync(test)).Faults.Should().Contain(static found => found.Kind == AuditFaultKind.BrokenChain && found.Where == "seal 1");

        var stolen = new InstallationKey(test.SigningKey + ".forged");
        await test.Database.WriteAsync(session => ResealAsync(session, null));
        (await TestAudit.VerifyAsync(test)).Faults.Should().ContainSingle().Which.Kind.Should().Be(AuditFaultKind.WrongSignature, "the signatures are of other seals");
        await test.Database.WriteAsync(session => ResealAsync(session, stolen));
        (await TestAudit.VerifyAsync(test)).Faults.Should().ContainSingle().Which.Found.Should().Contain(stolen.Fingerprint, "whose key it is, is told");
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Verify_TailCutOrLogOfAnother_OnlyTheCheckpointShows(DatabaseKind kind)
    {
        await using var test = await WrittenAsync(kind);
        var taking = new CheckpointTaking(test.Database, new InstallationKey(test.SigningKey), TimeProvider.System);
        var checkpoint = SignedCheckpoint.Read((await taking.TakeAsync()).ToJson());
        checkpoint.Audit!.Seal.Should().Be(3);
        (await TestAudit.VerifyAsync(test, checkpoint)).Should().BeEquivalentTo(new { Holds = true, IsFromCheckpoint = true });
        (await TestAudit.VerifyAsync(test, checkpoint with { Audit = new(2, checkpoint.Audit.Hash) })).Findings.Should().Contain(static finding => finding.Contains("signature", StringComparison.Ordinal));
        (await TestAudit.VerifyAsync(test, checkpoint with { Audit = null, AuditSignature = null })).Should().BeEquivalentTo(new { Holds = true, IsFromCheckpoint = false }, "as before there were seals");

        await TestAudit.DropGuardsAsync(test);
        await TestAudit.ExecuteAsync(
            test, "DELETE FROM audit_seal WHERE number = 3", "DELETE FROM audit_link WHERE seal = 3", "DELETE FROM audit WHERE number > 12", "DELETE FROM audit_pending");

        (await TestAudit.VerifyAsync(test)).Holds.Should().BeTrue("a cut tail leaves a log that is whole");
        (await TestAudit.VerifyAsync(test, checkpoint)).Faults.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Kind = AuditFaultKind.OtherLog, Found = "2 seals" });

        await TestAudit.AddAsync(test.Database, 1);
        await TestAudit.ExecuteAsync(test, Invariant($"INSERT INTO audit_pending (entry) SELECT number FROM audit WHERE number > 12"));
        await TestAudit.Sealing(test).SealAsync();
        (await TestAudit.VerifyAsync(test, checkpoint)).Faults.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Kind = AuditFaultKind.OtherLog, Where = "seal 3" });
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Seal_LogCutWhileTheProcessRuns_IsNotSealedOver(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var sealing = TestAudit.Sealing(test);
        for (var seal = 0; seal < 3; seal++)
        {
            await TestAudit.AddAsync(test.Database, 1);
            (await sealing.SealAsync()).Should().Be(1);
        }

        await TestAudit.DropGuardsAsync(test);
        await TestAudit.ExecuteAsync(test, "DELETE FROM audit_seal WHERE number >= 2", "DELETE FROM audit_link WHERE seal >= 2", "INSERT INTO audit_pending (entry) VALUES (2)");

        (await sealing.SealAsync()).Should().Be(0);
        (await TestAudit.Sealing(test).SealAsync()).Should().Be(1, "a process that has not seen it cannot know");
    }

    // Of two writers, the odd numbers of the one and the even numbers of the other.
    private static async Task<TestDatabase> WrittenAsync(DatabaseKind kind)
    {
        var test = await TestDatabase.CreateAsync(kind);
        await using var other = DatabaseAddress.Open(test.Address);
        foreach (var entries in new[] { 3, 3, 1, 1 })
        {
            for (var index = 0; index < entries; index++)
            {
                await TestAudit.AddAsync(test.Database, 1, "ours");
                await TestAudit.AddAsync(other, 1, "theirs");
            }

            if (await test.Database.ReadAsync(session => session.QuerySingleAsync<long>("SELECT count(*) FROM audit")) < 16)
                await TestAudit.Sealing(test).SealAsync();
        }

        (await TestAudit.VerifyAsync(test)).Should().BeEquivalentTo(new { Holds = true, Sealed = 14, NotYetSealed = 2 });
        return test;
    }

    // What a forger does who knows the product: every entry and link gets the hash that its content has now.
    private static async Task RelinkAsync(DatabaseSession session)
    {
        var heads = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var link in await session.QueryAsync<StoredLink>(
            $"SELECT {StoredLink.LinkColumns}, {StoredEntry.Columns} FROM audit_link l JOIN audit a ON a.number = l.entry ORDER BY l.writer, l.sequence"))
        {
            var forged = new AuditLink(link.LinkWriter, link.Sequence, link.Entry, link.ContentHash(), heads.GetValueOrDefault(link.LinkWriter));
            heads[link.LinkWriter] = forged.Hash();
            await session.ExecuteAsync("UPDATE audit SET hash = @EntryHash WHERE number = @Entry", new { forged.EntryHash, forged.Entry });
            await session.ExecuteAsync(
                "UPDATE audit_link SET entry_hash = @EntryHash, previous_hash = @Previous, hash = @hash WHERE entry = @Entry",
                new { forged.EntryHash, forged.Previous, hash = forged.Hash(), forged.Entry });
        }
    }

    private static async Task ResealAsync(DatabaseSession session, InstallationKey? key)
    {
        string? previous = null;
        foreach (var seal in await session.QueryAsync<StoredSeal>($"SELECT {StoredSeal.Columns} FROM audit_seal ORDER BY number"))
        {
            var heads = new List<ChainHead>();
            foreach (var head in ChainHead.Read(seal.Heads)!)
            {
                var hash = await session.QuerySingleAsync<string>("SELECT hash FROM audit_link WHERE writer = @Writer AND sequence = @Sequence", new { head.Writer, head.Sequence });
                heads.Add(head with { Hash = hash! });
            }

            var payload = new AuditSeal(seal.Number, seal.At, ChainHead.Write(heads), previous).Payload();
            await session.ExecuteAsync(
                "UPDATE audit_seal SET heads = @heads, previous_hash = @previous, hash = @hash, signer = @signer, signature = @signature WHERE number = @Number",
                new
                {
                    heads = ChainHead.Write(heads), previous, hash = CanonicalJson.Hash(payload), seal.Number,
                    signer = key is null ? seal.Signer : Convert.ToBase64String(key.PublicKey), signature = key is null ? seal.Signature : Convert.ToBase64String(key.Sign(payload)),
                });
            previous = CanonicalJson.Hash(payload);
        }
    }
}
