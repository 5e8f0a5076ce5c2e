using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Qa.Grains.Publication.Checkpoints;
using Qa.Grains.Publication.Verification;
using Qa.Grains.Tests.Storage;
using Qa.Rules.Versions;

namespace Qa.Grains.Tests.Publication;

/// <summary>Signed checkpoints: what shows a cut tail or a new log, which the log alone cannot.</summary>
public class CheckpointTests
{
    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Audit_FromACheckpoint_FindsACutTailAndAnotherLog(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var other = await TestDatabase.CreateAsync(kind);
        await TestPublications.PublishAsync(test.Database, PublicationMode.HotSet);
        await TestPublications.PublishAsync(other.Database, PublicationMode.HotSet, new FakeTimeProvider(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        var first = await TakingOf(test).TakeAsync();
        await TestPublications.PublishAsync(test.Database, PublicationMode.HotNorm);
        var second = await TakingOf(test).TakeAsync();
        var audit = new ChainAudit(test.Database);

        (await audit.RunAsync(first)).Findings.Should().BeEmpty();
        (await audit.RunAsync(second)).Findings.Should().BeEmpty();
        (await new ChainAudit(other.Database).RunAsync(second)).Findings.Should().Contain(finding => finding.Contains("2 or more", StringComparison.Ordinal), "its tail is missing");
        (await new ChainAudit(other.Database).RunAsync(first)).Findings.Should().Contain(finding => finding.Contains(first.LastHash!, StringComparison.Ordinal), "it is another log");
        (await audit.RunAsync(second with { Count = 1, LastHash = first.LastHash })).Findings.Should().Contain(finding => finding.Contains("signature", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Checkpoint_WrittenAndRead_IsTheSameAndBoundToItsKey()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await TestPublications.PublishAsync(test.Database, PublicationMode.HotSet);
        var checkpoint = await TakingOf(test).TakeAsync();

        var read = SignedCheckpoint.Read(checkpoint.ToJson());

        read.Should().Be(checkpoint);
        read.IsSigned().Should().BeTrue();
        read.Fingerprint.Should().Be(new InstallationKey(test.SigningKey).Fingerprint, "the key file is read, not made anew");
        (read with { Time = "2020-01-01T00:00:00.000Z" }).IsSigned().Should().BeFalse();
        (read with { Key = "no key" }).IsSigned().Should().BeFalse();
        (read with { Signature = read.Signature.ToUpperInvariant() }).IsSigned().Should().BeFalse();
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(test.SigningKey).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        foreach (var bad in (string[])["", "{}", "[]", "{\"count\":1}", "{\"count\":\"one\",\"time\":\"\",\"key\":\"\",\"signature\":\"\"}"])
            ((Action)(() => SignedCheckpoint.Read(bad))).Should().Throw<FormatException>();
    }

    [Fact]
    public async Task Keeper_EveryDay_WritesOneAndNeverTouchesItAgain()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await TestPublications.PublishAsync(test.Database, PublicationMode.HotSet);
        var time = new FakeTimeProvider(new(2026, 11, 26, 8, 0, 0, TimeSpan.Zero));
        var folder = Directory.CreateTempSubdirectory("qa-checkpoints-");
        using var keeper = new CheckpointKeeper(Path.Combine(folder.FullName, "kept"), TakingOf(test, time), time, NullLogger<CheckpointKeeper>.Instance);

        await keeper.KeepAsync(default);
        await TestPublications.PublishAsync(test.Database, PublicationMode.HotNorm);
        await keeper.KeepAsync(default);
        time.Advance(TimeSpan.FromDays(1));
        await keeper.KeepAsync(default);

        var files = folder.GetFiles("*", SearchOption.AllDirectories).OrderBy(file => file.Name).ToList();
        files.Select(file => file.Name).Should().Equal("checkpoint-2026-11-26.json", "checkpoint-2026-11-27.json");
        files.Select(file => SignedCheckpoint.Read(File.ReadAllText(file.FullName)).Count).Should().Equal(1, 2);
        folder.Delete(recursive: true);
    }

    private static CheckpointTaking TakingOf(TestDatabase test, TimeProvider? time = null) =>
        new(test.Database, new InstallationKey(test.SigningKey), time ?? TimeProvider.System);
}
