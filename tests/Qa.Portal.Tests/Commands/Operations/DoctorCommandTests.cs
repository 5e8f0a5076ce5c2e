using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Commands;

namespace Qa.Portal.Tests.Commands.Operations;

/// <summary>What <c>qa doctor</c> finds in an installation that is well, and in one with something broken.</summary>
public class DoctorCommandTests
{
    private const string AnyPort = "http://127.0.0.1:0";

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Doctor_InstallationThatIsWell_FindsNothingWrongInIt(DatabaseKind kind)
    {
        await using var sample = await SampleInstallation.CreateAsync(kind);

        var states = await LookAsync(sample);

        states.Where(static check => check.Value == "bad").Select(static check => check.Key).Should().BeSubsetOf(["model-voice", "room"], "models and room are those of this machine");
        foreach (var check in (string[])["database", "schema", "clock", "folders", "writable", "jobs", "outbox", "recordings", "seals", "files", "chains", "demo", "port"])
            states[check].Should().Be("good", check);
        states["processes"].Should().Be("warning", "no server runs");
        states["tokens"].Should().Be("skipped");
    }

    [Fact]
    public async Task Doctor_SomethingBroken_IsFoundByName()
    {
        (string Check, string State, Func<SampleInstallation, Task> Break)[] cases =
        [
            ("folders", "bad", static sample => Do(() => Directory.Move(sample.Folders.Recordings, sample.Folders.Recordings + "-away"))),
            ("files", "bad", static sample => Do(() => File.Delete(sample.RecordingFile))),
            ("demo", "bad", static sample => Do(() => File.WriteAllText(sample.Data.DemoAccounts, "agent x"))),
            ("tokens", "bad", static sample => Do(() => File.WriteAllText(sample.Data.Tokens, "operator short"))),
            ("signing-key", "bad", static sample => Do(() => File.WriteAllText(sample.Data.SigningKey, "no key"))),
            ("sealing", "bad", static sample => Do(() => File.WriteAllBytes(sample.RecordingFile, [.. "QASEAL1\n"u8, .. new byte[40]]))),
            ("schema", "bad", static sample => ExecuteAsync(sample, "DELETE FROM portal_migration WHERE MigrationId = (SELECT max(MigrationId) FROM portal_migration)")),
            ("schema", "bad", static sample => ExecuteAsync(sample, "INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('of-a-newer-program', '2026-11-26')")),
            ("jobs", "warning", static sample => ExecuteAsync(sample, "UPDATE job SET state = 'Queued', created_at = 0")),
            ("jobs", "warning", static sample => ExecuteAsync(sample, "UPDATE job SET state = 'Running', lease_until = 0")),
            ("outbox", "warning", static sample => ExecuteAsync(sample, "INSERT INTO notification_delivery (channel, target, kind, text_key, arguments, created_at, state, attempts, next_at) VALUES ('Mail', 'li', 'k', 'k', '{}', 0, 'Waiting', 1, 0)")),
            ("recordings", "warning", static sample => ExecuteAsync(sample, "UPDATE recording SET work = 1, received_at = 0")),
            ("chains", "bad", static sample => ExecuteAsync(sample, "DROP TRIGGER audit_no_update; UPDATE audit SET actor = 'somebody else'")),
            ("database", "bad", static sample => Do(() => File.WriteAllText(sample.Data.Database, "this is no database, and has never been one. " + new string('x', 5_000)))),
        ];
        foreach (var (check, state, breakIt) in cases)
        {
            await using var sample = await SampleInstallation.CreateAsync(DatabaseKind.Sqlite);
            await breakIt(sample);

            (await LookAsync(sample)).GetValueOrDefault(check).Should().Be(state, check);
        }
    }

    [Fact]
    public async Task Doctor_InPlainWords_SaysEachAndWhatToDo()
    {
        await using var sample = await SampleInstallation.CreateAsync(DatabaseKind.Sqlite);
        File.WriteAllText(sample.Data.DemoAccounts, "agent x");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var run = await sample.RunAsync("doctor", "--quick", "--urls", $"http://{listener.LocalEndpoint}");
        var chinese = await CommandRun.Of("doctor", "--lang", "zh", "--data", sample.Data.FullPath, "--urls", AnyPort);

        run.ExitCode.Should().Be(ExitCode.Findings);
        run.Lines.Should().Contain($"✗ {listener.LocalEndpoint} is taken by another program.").And.Contain(static line => line.StartsWith("✗ This is a demo", StringComparison.Ordinal))
            .And.Contain("✓ The folders of recordings, attachments and jobs are this installation's.").And.Contain(static line => line.StartsWith("- The chains and files were not looked at", StringComparison.Ordinal));
        chinese.Output.Should().Contain("✗ 这是演示环境").And.Contain("✓ 链条完整：发布记录 0 条，审计日志 1 条。");
        (await CommandRun.Of("doctor", "--lang", "en", "--data", sample.Folder.At("none"), "--urls", AnyPort)).Output.Should().Contain("There is no database");
        (await sample.RunAsync("doctor", "--urls", "nonsense")).ExitCode.Should().Be(ExitCode.Usage);
    }

    private static async Task<Dictionary<string, string>> LookAsync(SampleInstallation sample)
    {
        var run = await sample.RunAsync("doctor", "--json", "--urls", AnyPort);
        run.Output.Should().NotBeEmpty(run.Error);
        var answer = JsonDocument.Parse(run.Output).RootElement;
        answer.GetProperty("isWell").GetBoolean().Should().Be(run.ExitCode == ExitCode.Ok);

        // Of several findings of one check, the worst.
        string[] order = ["bad", "warning", "skipped", "good"];
        return answer.GetProperty("checks").EnumerateArray().Select(static check => (Check: check.GetProperty("check").GetString()!, State: check.GetProperty("state").GetString()!))
            .GroupBy(static check => check.Check).ToDictionary(static group => group.Key, group => group.Select(static check => check.State).MinBy(state => Array.IndexOf(order, state))!, StringComparer.Ordinal);
    }

    private static Task Do(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private static async Task ExecuteAsync(SampleInstallation sample, string sql)
    {
        await using var database = DatabaseAddress.Open(sample.Address);
        await database.WriteAsync(session => session.ExecuteAsync(sql));
    }
}
