using Qa.Grains.Auditing;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Storage;

namespace Qa.Grains.Tests.Auditing;

public sealed class AuditEntryTests
{
    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Add_TextsThatNoDatabaseTakes_AreStoredCleanedAndVerified(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var entry = new AuditEntry(TestAudit.Start, "li\0", "change", "half \ud83d pair", "whole 😀") { Before = new('国', AuditEntry.MaximumTextLength + 1), After = "" };

        await test.Database.WriteAsync(session => AuditRows.AddAsync(session, entry));
        await TestAudit.Sealing(test).SealAsync();

        (await TestAudit.VerifyAsync(test)).Should().BeEquivalentTo(new { Holds = true, Sealed = 1 });
        var before = await test.Database.ReadAsync(session => session.QuerySingleAsync<string>("SELECT before FROM audit WHERE actor = 'li\ufffd' AND subject = 'half \ufffd pair' AND detail = 'whole 😀' AND after = ''"));
        before!.Length.Should().Be(AuditEntry.MaximumTextLength);
        before.Should().EndWith("国… (16001 characters)");
    }

    [Fact]
    public void Cleaned_CutInTheMiddleOfAPair_LeavesNoHalf()
    {
        foreach (var lead in (string[])["", "a"])
        {
            var cut = new AuditEntry(TestAudit.Start, lead + string.Concat(Enumerable.Repeat("😀", AuditEntry.MaximumActorLength)), "a", "b").Cleaned().Actor;

            cut.Length.Should().BeInRange(AuditEntry.MaximumActorLength - 1, AuditEntry.MaximumActorLength);
            cut.EnumerateRunes().Should().NotContain(System.Text.Rune.ReplacementChar);
            cut.Should().Contain("characters)");
        }
    }

    [Fact]
    public void Of_TheSameEntryTwice_DiffersInItsSequenceAndHash()
    {
        var run = new WriterRun();
        var entry = TestAudit.Entry(1);

        var (first, second) = (StampedEntry.Of(entry, run), StampedEntry.Of(entry, run));

        (first.Writer, first.WriterSequence, second.WriterSequence).Should().Be((run.Id, 1, 2));
        second.Hash.Should().NotBe(first.Hash).And.HaveLength(64);
        new WriterRun().Id.Should().NotBe(run.Id);
    }

    [Fact]
    public async Task Origin_OfWork_FlowsWithItAndEndsWithIt()
    {
        AuditOrigin.Current.Should().Be(AuditOrigin.Product);
        using (AuditOrigin.Use("10.1.2.3"))
        {
            await Task.Yield();
            TestAudit.Entry(1).Origin.Should().Be("10.1.2.3");
            using (AuditOrigin.Use(AuditOrigin.CommandLine))
                (await Task.Run(static () => AuditOrigin.Current)).Should().Be("command line");
            AuditOrigin.Current.Should().Be("10.1.2.3");
        }

        TestAudit.Entry(1).Origin.Should().Be("system");
    }
}
