using Qa.Grains.Storage;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Commands;
using Qa.Portal.Commands.Operations.Moving;
using Qa.Portal.Tests.Platform.Data;

namespace Qa.Portal.Tests.Commands.Operations;

/// <summary>An installation that goes from its file to PostgreSQL: every row, or nothing.</summary>
public class MoveCommandTests
{
    [SkippableFact]
    public async Task Move_InstallationThatWasWorkedWith_IsTheSameOnPostgreSql()
    {
        await using var target = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql, withSchema: false);
        using var folder = new TemporaryFolder();
        string[] here = ["--lang", "en", "--data", folder.At("data")];
        Directory.CreateDirectory(folder.At("data"));
        await PortalTestDatabase.PutAsync(folder.At("data/callcenter.db"));
        await ServeAsync(here, async () =>
        {
            await Eventually.Of(() => Task.FromResult(File.Exists(folder.At("data/address"))), static there => there);
            (await CommandRun.Of(["user", "add", "li", "--role", "manager", .. here])).ExitCode.Should().Be(ExitCode.Ok);
            (await CommandRun.Of(["publish", RepositoryFile.At("rulesets/im.yaml"), .. here])).ExitCode.Should().Be(ExitCode.Ok);
            (await CommandRun.Of(["send", RepositoryFile.At("samples/chat.jsonl"), .. here])).ExitCode.Should().Be(ExitCode.Ok);
            (await CommandRun.Of(["task", "list", "--wait", .. here])).ExitCode.Should().Be(ExitCode.Ok);
            (await CommandRun.Of(["move", "--lang", "en", "--from", folder.At("data"), "--to", target.Address])).Error.Should().Contain("runs; stop it first");
        });

        var run = await CommandRun.Of("move", "--lang", "en", "--from", folder.At("data"), "--to", target.Address);

        run.ExitCode.Should().Be(ExitCode.Ok, run.Error);
        run.Output.Should().Contain("number and sum of every table are the same").And.Contain("the chains hold: 1 publications");
        await using var file = DatabaseAddress.Open(folder.At("data/callcenter.db"));
        foreach (var table in (string[])["interaction", "scorecard", "task_item", "account", "portal_role_permission", "audit_seal", "installation_folder", "protection_key", "OrleansStorage"])
            (await CountAsync(target.Database, table)).Should().Be(await CountAsync(file, table), table);
        (await CountAsync(target.Database, "scorecard")).Should().Be(32);
        (await CountAsync(target.Database, "search_pending WHERE change = 'read'")).Should().BeGreaterThanOrEqualTo(32, "the search index is made anew");
        (await CommandRun.Of(["serve", "--urls", "http://127.0.0.1:0", .. here])).Error.Should().Contain("was moved to postgres://");
        (await CommandRun.Of(["move", "--lang", "en", "--from", folder.At("data"), "--to", target.Address])).Error.Should().Contain("was moved to");
        string[] there = [.. here, "--database", target.Address, "--signing-key", folder.At("data/signing-key.pem")];
        (await CommandRun.Of(["send", RepositoryFile.At("samples/voice.jsonl"), .. there])).Output.Should().Contain("50 accepted", "numbers go on after those that were given");
        (await CommandRun.Of(["replay", .. there])).Output.Should().StartWith("32 scorecards, 32 identical");
    }

    [SkippableFact]
    public async Task Move_ValueThatCannotBeKeptThere_MovesNothingAndSaysWhere()
    {
        await using var target = (await PortalTestDatabase.CreateAsync(DatabaseKind.PostgreSql)).Database;
        await using var sample = await SampleInstallation.CreateAsync(DatabaseKind.Sqlite);
        await ExecuteAsync(sample.Address, "UPDATE job SET created_at = 'yesterday'");

        var run = await MoveAsync(sample, target);

        run.ExitCode.Should().Be(ExitCode.Environment);
        run.Error.Should().Contain("The table job of the file: column created_at: found a String that is no Bigint; nothing was moved");
        (await CountAsync(target.Database, "recording")).Should().Be(0);
        (await CountAsync(target.Database, "audit")).Should().Be(0);
        File.Exists(sample.Data.MovedTo).Should().BeFalse();
        await ExecuteAsync(sample.Address, "UPDATE job SET created_at = 1");
        (await MoveAsync(sample, target)).ExitCode.Should().Be(ExitCode.Ok, "what was refused can be tried again");
    }

    [SkippableFact]
    public async Task Move_WhatMustNotBeMoved_IsRefused()
    {
        await using var target = (await PortalTestDatabase.CreateAsync(DatabaseKind.PostgreSql)).Database;
        await using var sample = await SampleInstallation.CreateAsync(DatabaseKind.Sqlite);
        (await CommandRun.Of("move", "--lang", "en", "--from", sample.Data.FullPath, "--to", "elsewhere.db")).ExitCode.Should().Be(ExitCode.Usage);
        (await CommandRun.Of("move", "--lang", "en", "--from", sample.Folder.At("none"), "--to", target.Address)).Error.Should().Contain("there is no file");
        await ExecuteAsync(sample.Address, $"INSERT INTO process (host, pid, started_at, beats, seen_at, state) VALUES ('h', 1, 0, 1, {DateTimeOffset.UtcNow.UtcTicks}, 'alive')");
        (await MoveAsync(sample, target)).Error.Should().Contain("within the last minute");
        await ExecuteAsync(sample.Address, "UPDATE process SET seen_at = 0");
        await ExecuteAsync(sample.Address, "CREATE TABLE of_a_plugin (id INTEGER)");
        (await MoveAsync(sample, target)).Error.Should().Contain("The table of_a_plugin of the file has no counterpart");
        await ExecuteAsync(sample.Address, "DROP TABLE of_a_plugin");
        await ExecuteAsync(target.Address, "INSERT INTO installation (id, created_at) VALUES ('another', 1)");
        (await MoveAsync(sample, target)).Error.Should().Contain("The table installation of PostgreSQL has rows already");
    }

    [Fact]
    public void Sum_OfTheSameRows_IsTheSameInAnyOrderAndOfOthersIsNot()
    {
        object?[][] rows = [[1L, "a", null], [2L, "", 1.5m], [3L, null, ""], [4L, new byte[] { 1 }, true]];

        Of(rows).Should().BeTrue("the order does not matter");
        Of([.. rows, rows[0]]).Should().BeFalse();
        Of([[1L, "a", ""], .. rows[1..]]).Should().BeFalse("nothing and an empty text differ");
        Of([[1L, "", "a"], .. rows[1..]]).Should().BeFalse("the place matters");
        Of([.. rows[..1], [2L, "", 1.50m], .. rows[2..]]).Should().BeTrue("zeros behind a number do not matter");

        bool Of(object?[][] others)
        {
            using var first = new TableSum();
            using var second = new TableSum();
            foreach (var row in rows)
                first.Add(row);
            foreach (var row in others.Reverse())
                second.Add(row);
            return first.IsSameAs(second);
        }
    }

    private static Task<CommandRun> MoveAsync(SampleInstallation sample, TestDatabase target) => CommandRun.Of("move", "--lang", "en", "--from", sample.Data.FullPath, "--to", target.Address);

    private static async Task ServeAsync(string[] arguments, Func<Task> meanwhile)
    {
        using var stop = new CancellationTokenSource();
        using var output = new MemoryStream();
        var serving = Task.Run(() => CommandRun.Run(Stream.Null, output, Stream.Null, ["serve", "--urls", "http://127.0.0.1:0", .. arguments], stop.Token));
        await meanwhile();
        await stop.CancelAsync();
        (await serving).Should().Be(ExitCode.Ok);
    }

    private static async Task ExecuteAsync(string address, string sql)
    {
        await using var database = DatabaseAddress.Open(address);
        await database.WriteAsync(session => session.ExecuteAsync(sql));
    }

    private static Task<long> CountAsync(Database database, string from) => database.ReadAsync(session => session.QuerySingleAsync<long>($"SELECT count(*) FROM {from}"));
}
