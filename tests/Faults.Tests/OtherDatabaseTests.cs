using System.Text;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Tests;
using Qa.Portal.Tests.Commands;

namespace Qa.Grains.Tests.Faults;

/// <summary>The samples scored on SQLite, and replayed by other processes on PostgreSQL: the same bytes.</summary>
public class OtherDatabaseTests
{
    [SkippableFact]
    public async Task Replay_EverySampleOnTheOtherDatabase_IsIdentical()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        using var folder = new TemporaryFolder();
        string[] here = ["--lang", "en", "--data", folder.At("sqlite")];
        string[] there = ["--lang", "en", "--data", folder.At("postgres"), "--database", test.Address];
        await using (await ServedProcess.StartAsync(folder, "sqlite", null))
        {
            (string, string) token = ("QA_TOKEN", ServedProcess.Token);
            await QaProcess.OutputOf(["publish", .. from set in (string[])["standard", "expert", "im"] select RepositoryFile.At($"rulesets/{set}.yaml"), .. here], token);
            await QaProcess.OutputOf(["send", RepositoryFile.At("samples/voice.jsonl"), RepositoryFile.At("samples/chat.jsonl"), .. here], token);
            await QaProcess.OutputOf(["task", "list", "--wait", .. here], token);
        }

        await QaProcess.OutputOf(["bundle", "export", folder.At("bundle.jsonl"), .. here]);
        await QaProcess.OutputOf(["bundle", "import", folder.At("bundle.jsonl"), .. there]);

        Encoding.UTF8.GetString(await QaProcess.OutputOf(["replay", .. there])).Should().Be("82 scorecards, 82 identical to the byte\n");
        Encoding.UTF8.GetString(await QaProcess.OutputOf(["verify", .. there])).Should().StartWith("3 publications hold");
    }
}
