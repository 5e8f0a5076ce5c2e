using System.Formats.Tar;
using System.Text;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Commands;
using Qa.Portal.Commands.Hosting;
using Qa.Portal.Commands.Operations.Backups;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Tests.Commands.Operations;

/// <summary>Backups of everything and their return: the same there as here, or nothing.</summary>
public class BackupCommandTests
{
    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite, "backup")]
    [InlineData(DatabaseKind.Sqlite, "backup.tar")]
    [InlineData(DatabaseKind.PostgreSql, "backup.tar")]
    public async Task Restore_OfABackup_IsTheSameInADatabaseAndFoldersOfItsOwn(DatabaseKind kind, string form)
    {
        await using var sample = await SampleInstallation.CreateAsync(kind);
        await using var empty = kind == DatabaseKind.PostgreSql ? await TestDatabase.CreateAsync(kind, withSchema: false) : null;
        var (backup, other) = (sample.Folder.At(form), new DataFolder(sample.Folder.At("other")));
        string[] there = ["--lang", "en", "--data", other.FullPath, .. empty is null ? [] : (string[])["--database", empty.Address]];

        var made = await sample.RunAsync("backup", backup);
        made.ExitCode.Should().Be(ExitCode.Ok, made.Error);
        made.Output.Should().Contain("keys of files and signatures are not inside");
        (await sample.RunAsync("backup", backup)).Error.Should().Contain("there already");
        var verified = await CommandRun.Of("backup", "verify", backup, "--lang", "en");
        verified.ExitCode.Should().Be(ExitCode.Ok, verified.Error);
        verified.Output.Should().Contain("holds: 5 parts");
        var restored = await CommandRun.Of(["restore", backup, .. there]);

        restored.ExitCode.Should().Be(ExitCode.Ok, restored.Error);
        restored.Output.Should().Contain("the chains hold: 0 publications, 2 entries");
        File.ReadAllText(Path.Combine(other.Recordings, Path.GetRelativePath(sample.Folders.Recordings, sample.RecordingFile))).Should().Be("sound");
        File.ReadAllText(Path.Combine(other.Attachments, Path.GetRelativePath(sample.Folders.Attachments, sample.AttachmentFile))).Should().Be("附件");
        File.ReadAllText(Path.Combine(other.JobFiles, "1-file")).Should().Be("sheet");
        Directory.Exists(Path.Combine(other.Recordings, "incoming")).Should().BeFalse("what was still coming in is not part of it");
        File.Exists(other.Restoring).Should().BeFalse();
        await using var copy = DatabaseAddress.Open(empty?.Address ?? other.Database);
        (await copy.ReadAsync(static session => session.QueryAsync<string>("SELECT action FROM audit ORDER BY number"))).Should().Equal("test", "back up", "restore");
        (await SharedFolders.LookAsync(copy, InstallationFolders.Of(other), CancellationToken.None)).Should().BeEmpty();
        (await SharedFolders.LookAsync(copy, sample.Folders, CancellationToken.None)).Should().OnlyContain(static finding => finding.Fault == FolderFault.OtherInstallation, "a copy never takes the first one's folders for its own")
            .And.HaveCount(3);
        (await CommandRun.Of(["restore", backup, .. there])).Error.Should().Contain("empty place", "what is there is never overwritten");
    }

    [Fact]
    public async Task Backup_WithKeysAndWithout_HasThemOnlyWhenAskedFor()
    {
        await using var sample = await SampleInstallation.CreateAsync(DatabaseKind.Sqlite);
        foreach (var file in (string[])[sample.Data.SigningKey, sample.Data.Tokens, sample.Folder.At("recordings.key")])
            File.WriteAllText(file, "secret-of-this-file");

        await sample.RunAsync("backup", sample.Folder.At("without"), "--database-only");
        await sample.RunAsync("backup", sample.Folder.At("with"), "--with-keys", "--recordings-key", sample.Folder.At("recordings.key"));

        Names(sample.Folder.At("without")).Should().BeEquivalentTo("about.json", "database.sqlite", "manifest.jsonl");
        Names(sample.Folder.At("with")).Should().Contain(["keys/signing-key.pem", "keys/tokens", "keys/recordings-key"]);
        Directory.EnumerateFiles(sample.Folder.At("without"), "*", SearchOption.AllDirectories).Should().NotContain(static file => Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains("secret-of-this-file", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Backup_FileThatTheDatabaseNamesIsGone_IsMadeAndSaysSo()
    {
        await using var sample = await SampleInstallation.CreateAsync(DatabaseKind.Sqlite);
        File.Delete(sample.RecordingFile);

        var run = await sample.RunAsync("backup", sample.Folder.At("backup"));

        run.ExitCode.Should().Be(ExitCode.Findings);
        run.Error.Should().Contain("1 files that the database names are not there");
        (await CommandRun.Of("backup", "verify", sample.Folder.At("backup"), "--lang", "en")).Output.Should().Contain("1 files that the database names are not there");
    }

    [Fact]
    public async Task Verify_BackupThatIsNotWhatWasWritten_SaysWhere()
    {
        await using var sample = await SampleInstallation.CreateAsync(DatabaseKind.Sqlite);
        (await sample.RunAsync("backup", sample.Folder.At("whole"))).ExitCode.Should().Be(ExitCode.Ok);
        (string What, Action<string> Do, string Told)[] cases =
        [
            ("a byte of a file", static folder => Flip(Directory.EnumerateFiles(Path.Combine(folder, "recordings"), "*", SearchOption.AllDirectories).Single()), "found the sum"),
            ("a byte of the database", static folder => Flip(Path.Combine(folder, BackupNames.SqliteDatabase)), "'database.sqlite': found the sum"),
            ("a file gone", static folder => Directory.Delete(Path.Combine(folder, "attachments"), recursive: true), "found no such part"),
            ("a file more", static folder => File.WriteAllText(Path.Combine(folder, "jobs", "2-file"), "x"), "'jobs/2-file': found a part that belongs to no backup"),
            ("a name that has no place", static folder => File.WriteAllText(Path.Combine(folder, "evil.sh"), "x"), "'evil.sh': found a part that belongs to no backup"),
            ("the manifest gone", static folder => File.Delete(Path.Combine(folder, BackupNames.Manifest)), "no whole manifest.jsonl"),
            ("the manifest cut off", static folder => Truncate(Path.Combine(folder, BackupNames.Manifest)), "no whole manifest.jsonl"),
            ("a line of the manifest", static folder => Flip(Path.Combine(folder, BackupNames.Manifest)), "no whole manifest.jsonl"),
            ("about another program", static folder => File.WriteAllText(Path.Combine(folder, BackupNames.About), "{}"), "is no backup of this program"),
            ("no beginning", static folder => File.Delete(Path.Combine(folder, BackupNames.About)), "is no backup of this program"),
        ];
        foreach (var (what, change, told) in cases)
        {
            var copy = sample.Folder.At(what);
            Copy(sample.Folder.At("whole"), copy);
            change(copy);

            var run = await CommandRun.Of("backup", "verify", copy, "--lang", "en");
            run.ExitCode.Should().Be(ExitCode.Findings, what);
            run.Error.Should().Contain(told, what);

            var (data, restored) = (sample.Folder.At($"{what} restored"), await CommandRun.Of("restore", copy, "--lang", "en", "--data", sample.Folder.At($"{what} restored")));
            restored.ExitCode.Should().Be(ExitCode.Findings, what);
            Directory.EnumerateFileSystemEntries(data).Should().BeEmpty("nothing of it is left: {0}", what);
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(700)]
    [InlineData(3_000)]
    [InlineData(60_000)]
    public async Task Verify_TarThatWasCutOff_DoesNotHold(int bytes)
    {
        await using var sample = await SampleInstallation.CreateAsync(DatabaseKind.Sqlite);
        var tar = sample.Folder.At("backup.tar");
        await sample.RunAsync("backup", tar);
        using (var file = File.OpenWrite(tar))
            file.SetLength(bytes);

        var run = await CommandRun.Of("backup", "verify", tar, "--lang", "en");

        run.ExitCode.Should().Be(ExitCode.Findings, run.Error);
        run.Error.Should().MatchRegex("is no backup|no whole manifest");
    }

    [Fact]
    public async Task Restore_TarWithNamesThatLeadOut_WritesNothingThere()
    {
        using var folder = new TemporaryFolder();
        var tar = folder.At("evil.tar");
        await using (var writer = new TarWriter(File.Create(tar)))
        {
            foreach (var (name, text) in ((string, string)[])[("about.json", """{"schema":"qa.backup/1","at":"2026-11-26T00:00:00Z","database":"sqlite","installation":"","hasKeys":false}"""), ("recordings/../../evil", "x"), ("/tmp/evil-of-a-test", "x"), ("jobs/..", "x")])
                await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
            await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, "jobs/link") { LinkName = "/etc/passwd" });
        }

        var run = await CommandRun.Of("restore", tar, "--lang", "en", "--data", folder.At("data"));

        run.ExitCode.Should().Be(ExitCode.Findings);
        run.Error.Should().Contain("recordings/../../evil").And.Contain("jobs/link/");
        Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Should().Equal(tar);
        File.Exists("/tmp/evil-of-a-test").Should().BeFalse();
    }

    [Fact]
    public async Task Restore_OfABackupWithKeysThatDoesNotHold_LeavesNoKeyForTheNextOne()
    {
        await using var sample = await SampleInstallation.CreateAsync(DatabaseKind.Sqlite);
        File.WriteAllText(sample.Data.SigningKey, "key-of-this-installation");
        var (backup, other) = (sample.Folder.At("backup"), new DataFolder(sample.Folder.At("other")));
        await sample.RunAsync("backup", backup, "--with-keys");
        File.Delete(Path.Combine(backup, BackupNames.Manifest));
        other.Create();
        File.WriteAllText(other.Tokens, "was there before");

        var restored = await CommandRun.Of("restore", backup, "--lang", "en", "--data", other.FullPath);

        restored.ExitCode.Should().Be(ExitCode.Findings);
        File.Exists(other.SigningKey).Should().BeFalse("a key that stays would be taken for that of the next backup");
        File.ReadAllText(other.Tokens).Should().Be("was there before");
    }

    [Fact]
    public async Task Restore_AfterOneThatWasInterrupted_NoServerStartsBeforeAndItBeginsAnew()
    {
        await using var sample = await SampleInstallation.CreateAsync(DatabaseKind.Sqlite);
        var (backup, other) = (sample.Folder.At("backup"), new DataFolder(sample.Folder.At("other")));
        await sample.RunAsync("backup", backup);

        // As a process leaves it that is killed after some files, and after the database lay beside its place.
        using var output = new MemoryStream();
        var session = new CommandSession(new(Stream.Null, output, Stream.Null, static _ => null), GlobalChoices.Of(["--lang", "en"], static _ => null));
        var place = RestorePlace.Prepare(session, other, InstallationFolders.Of(other), other.Database);
        File.WriteAllText(Path.Combine(other.Recordings, "half"), "x");
        File.WriteAllText(place.DatabaseBeside, "half a database");
        File.WriteAllText(place.PathOf(BackupNames.SigningKey)!, "half a key");
        string[] there = ["--lang", "en", "--data", other.FullPath];
        (await CommandRun.Of(["serve", "--urls", "http://127.0.0.1:0", .. there])).Error.Should().Contain("was not finished");

        // Elsewhere the data folder is another, and the shared folders say it.
        var elsewhere = await CommandRun.Of(["serve", "--urls", "http://127.0.0.1:0", "--lang", "en", "--data", sample.Folder.At("elsewhere"), "--recordings", other.Recordings]);
        elsewhere.ExitCode.Should().Be(ExitCode.Environment);
        elsewhere.Error.Should().Contain("a restore that was not finished").And.Contain("--adopt-folders");

        (await CommandRun.Of(["restore", backup, .. there])).ExitCode.Should().Be(ExitCode.Ok);
        File.Exists(Path.Combine(other.Recordings, "half")).Should().BeFalse();
        File.Exists(other.SigningKey).Should().BeFalse("it is not one of the backup's");
        await using var copy = DatabaseAddress.Open(other.Database);
        (await copy.ReadAsync(static session => session.QuerySingleAsync<long>("SELECT count(*) FROM recording"))).Should().Be(1);
    }

    [Fact]
    public async Task Restore_IntoTheOtherKindOfDatabase_IsRefusedAndLeavesNothing()
    {
        await using var sample = await SampleInstallation.CreateAsync(DatabaseKind.Sqlite);
        await sample.RunAsync("backup", sample.Folder.At("backup"));

        var run = await CommandRun.Of("restore", sample.Folder.At("backup"), "--lang", "en", "--data", sample.Folder.At("other"), "--database", "postgres://nobody@127.0.0.1:1/none");

        run.ExitCode.Should().Be(ExitCode.Usage);
        run.Error.Should().Contain("qa move");
        Directory.EnumerateFileSystemEntries(sample.Folder.At("other")).Should().BeEmpty();
        (await CommandRun.Of("restore", sample.Folder.At("nothing"), "--lang", "en", "--data", sample.Folder.At("other"))).Error.Should().Contain("nothing");
    }

    private static IEnumerable<string> Names(string backup) => Directory.EnumerateFiles(backup, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(backup, file));

    private static void Flip(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    private static void Truncate(string file)
    {
        using var stream = File.OpenWrite(file);
        stream.SetLength(stream.Length - 20);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
