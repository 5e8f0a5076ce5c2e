using Qa.Grains.Storage;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Platform.Serving;

namespace Qa.Portal.Tests.Platform.Serving;

/// <summary>What processes of one installation find in the folders that they are to share.</summary>
public sealed class SharedFoldersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Join_SameFolders_EveryProcessStarts(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        var folders = Folders("a");

        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => JoinAsync(test.Database, folders)));

        all.Should().OnlyContain(static findings => findings.Length == 0);
        (await JoinAsync(test.Database, folders)).Should().BeEmpty("it is so also after a restart");
        (await SharedFolders.LookAsync(test.Database, folders, CancellationToken.None)).Should().BeEmpty();
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Join_FoldersThatAreNotTheInstallations_SaysEachAndMarksNothing(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var another = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await JoinAsync(test.Database, Folders("ours"));
        await JoinAsync(another.Database, Folders("others"));
        Directory.CreateDirectory(_folder.At("empty-mount"));
        Directory.CreateDirectory(_folder.At("damaged"));
        File.WriteAllText(Path.Combine(_folder.At("damaged"), FolderMarker.FileName), "{\"installation\":");
        var copy = FolderMarker.Read(Folders("ours").Recordings)!;
        (copy with { Token = "another" }).Write(_folder.At("own-of-a-process"));
        (InstallationFolders Named, FolderFault Expected)[] cases =
        [
            (Folders("ours") with { Recordings = _folder.At("not-mounted") }, FolderFault.Missing),
            (Folders("ours") with { Recordings = _folder.At("empty-mount") }, FolderFault.Unmarked),
            (Folders("ours") with { Recordings = _folder.At("own-of-a-process") }, FolderFault.OtherFolder),
            (Folders("ours") with { Recordings = Folders("ours").JobFiles }, FolderFault.OtherKind),
            (Folders("ours") with { Recordings = Folders("others").Recordings }, FolderFault.OtherInstallation),
            (Folders("ours") with { Recordings = _folder.At("damaged") }, FolderFault.Refused),
        ];
        foreach (var (named, expected) in cases)
        {
            (await SharedFolders.LookAsync(test.Database, named, CancellationToken.None)).Should().ContainSingle().Which.Fault.Should().Be(expected);
            var finding = (await JoinAsync(test.Database, named)).Should().ContainSingle().Subject;
            (finding.Kind, finding.Path, finding.Fault).Should().Be(("recordings", named.Recordings, expected));
        }

        Directory.Exists(_folder.At("not-mounted")).Should().BeFalse("nothing is made where a disk is to be mounted");
        (await JoinAsync(test.Database, Folders("ours"))).Should().BeEmpty();
    }

    [Fact]
    public async Task Join_FoldersOfBeforeThereWereMarkers_AreTakenAsTheyAre()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        Directory.CreateDirectory(Path.Combine(Folders("old").Recordings, "ab"));

        (await JoinAsync(test.Database, Folders("old"))).Should().BeEmpty();
    }

    [Fact]
    public async Task Join_FolderThatReplacesAnother_IsTakenWhenAskedForAndTold()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await JoinAsync(test.Database, Folders("old"));

        (await JoinAsync(test.Database, Folders("new"), adopts: true)).Should().BeEmpty();

        (await JoinAsync(test.Database, Folders("new"))).Should().BeEmpty();
        (await JoinAsync(test.Database, Folders("old"))).Should().OnlyContain(static finding => finding.Fault == FolderFault.OtherFolder).And.HaveCount(3);
        (await test.Database.ReadAsync(static session => session.QueryAsync<string>("SELECT subject FROM audit WHERE action = 'adopt folder' ORDER BY subject"))).Should().Equal("attachments", "jobs", "recordings");
    }

    private InstallationFolders Folders(string name) => InstallationFolders.Of(new(_folder.At(name)));

    private static async Task<System.Collections.Immutable.ImmutableArray<FolderFinding>> JoinAsync(Database database, InstallationFolders folders, bool adopts = false) =>
        await SharedFolders.JoinAsync(database, folders, adopts, TimeProvider.System, CancellationToken.None);
}
