using System.Diagnostics;
using Qa.Grains.Publication.Log;
using Qa.Grains.Publication.Verification;
using Qa.Grains.Tests.Publication;
using Qa.Grains.Tests.Storage;
using Qa.Rules.Versions;

namespace Qa.Grains.Tests.Faults;

/// <summary>A process that is killed after each step of each kind of publication: the old or the new is there, whole.</summary>
public class CrashedPublicationTests
{
    public static TheoryData<DatabaseKind, PublicationMode> KindsAndModes => TestDatabase.KindsWith<PublicationMode>();

    [SkippableTheory]
    [MemberData(nameof(KindsAndModes))]
    public async Task Publish_ProcessKilledAfterAnyStep_LeavesTheOldOrTheNewWhole(DatabaseKind kind, PublicationMode mode)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await TestPublications.PublishAsync(test.Database, PublicationMode.HotSet);

        foreach (var step in Enum.GetValues<PublicationStep>())
        {
            var before = await TestPublications.VersionAsync(test.Database);

            await KillAsync(test.Address, mode, step);

            var after = await TestPublications.VersionAsync(test.Database);
            after.Should().Be(step == PublicationStep.Committed ? before + 1 : before, "killed after {0}", step);
            (await new ChainAudit(test.Database).RunAsync()).Findings.Should().BeEmpty();
            (await TestPublications.PublishAsync(test.Database, mode)).Version.Should().Be(after + 1, "it goes on from there");
        }
    }

    private static async Task KillAsync(string address, PublicationMode mode, PublicationStep step)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Faults.CrashingPublisher.dll"), address, mode.ToString(), step.ToString()])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(128 + 9, "it is killed and does not come to its end: {0}", error);
    }
}
