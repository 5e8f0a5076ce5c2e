using System.Diagnostics;
using Qa.Grains.Inspection.Intake;
using Qa.Grains.Publication.Verification;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Inspection;
using Qa.Grains.Tests.Publication;
using Qa.Rules.Versions;

namespace Qa.Grains.Tests.Faults;

/// <summary>A file system of a few megabytes, filled to the brim while something is published on it.</summary>
public class DiskFullTests
{
    [SkippableFact]
    public async Task Publish_OnAFullDisk_LeavesTheOldWholeAndGoesOnWhenThereIsRoom()
    {
        using var disk = SmallDisk.TryMount();
        Skip.If(disk is null, "Mounting a small file system needs root on Linux.");
        await using var database = (SqliteDatabase)DatabaseAddress.Open(Path.Combine(disk.Path, "callcenter.db"));
        await database.UpgradeSchemaAsync();
        await TestPublications.PublishAsync(database, PublicationMode.HotSet);
        var order = await TestPublications.NextAsync(database, PublicationMode.HotSet);
        var large = order with { Tree = order.Tree with { Source = new byte[300_000] } };
        var filler = disk.Fill(leaving: 100_000);

        var publish = () => new Qa.Grains.Publication.Log.Publisher(database, TimeProvider.System).PublishAsync(large);
        (await publish.Should().ThrowAsync<System.Data.Common.DbException>()).Which.Message.Should().Contain("full");
        (await TestPublications.VersionAsync(database)).Should().Be(1);
        (await new ChainAudit(database).RunAsync()).Findings.Should().BeEmpty();
        var store = () => database.WriteAsync(session => InteractionRows.AddAsync(session, TestInteractions.Many(2_000), DateTimeOffset.UtcNow));
        await store.Should().ThrowAsync<System.Data.Common.DbException>();
        (await database.ReadAsync(session => session.QuerySingleAsync<long>("SELECT count(*) FROM interaction"))).Should().Be(0, "all of a batch or nothing");

        File.Delete(filler);
        (await TestPublications.PublishAsync(database, PublicationMode.HotSet)).Version.Should().Be(2);
        (await new ChainAudit(database).RunAsync()).Should().BeEquivalentTo(new { Count = 2, Holds = true });
    }

    /// <summary>A file system in memory, as small as it is told to be.</summary>
    private sealed class SmallDisk : IDisposable
    {
        private const string Size = "4m";

        private SmallDisk(string path) => Path = path;

        public string Path { get; }

        public static SmallDisk? TryMount()
        {
            var path = Directory.CreateTempSubdirectory("qa-disk-").FullName;
            if (OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={Size}", "tmpfs", path))
                return new(path);
            Directory.Delete(path);
            return null;
        }

        /// <returns>The file that fills it.</returns>
        public string Fill(int leaving)
        {
            var filler = System.IO.Path.Combine(Path, "filler");
            var free = new DriveInfo(Path).AvailableFreeSpace;
            File.WriteAllBytes(filler, new byte[free - leaving]);
            return filler;
        }

        public void Dispose()
        {
            Run("umount", "-l", Path);
            Directory.Delete(Path);
        }

        private static bool Run(string program, params string[] arguments)
        {
            try
            {
                using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
                process.WaitForExit();
                return process.ExitCode == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }
}
