using System.Security.Cryptography;

namespace Qa.Portal.Tests.Commands.Scoring;

/// <summary>
/// The program as an own process, under globalization settings that a process takes at its start: the same bytes under all.
/// </summary>
public sealed class ScoreProcessTests : IDisposable
{
    /// <summary>Full-width and compatibility characters, combining marks and a dotted capital I, which platforms treat differently.</summary>
    private const string HardTexts =
        """{"id":"hard","channel":"voice","startedAt":"2026-03-01T08:00:00Z","agent":{"id":"a"},"turns":[{"role":"agent","text":"ＮＯＴ　ＭＹ①ﬁ株式㍿ e\u0301 İI ıi 不归我管"},{"role":"customer","text":"我要投诉，ｶﾞ"}]}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Score_UnderEveryGlobalizationSetting_GivesTheSameBytes()
    {
        var hard = _folder.File("hard.jsonl", HardTexts + "\n");
        var tree = _folder.File("tree.yaml", """
            schema: qa.norm-tree/1
            ruleSet: hard
            name: hard
            norms:
              - {id: a, name: a, forbid: {anyOf: [not my1fi, 株式, 会社, é, i, 不归我管]}, points: -0.25, perHit: true}
              - {id: b, name: b, forbid: {anyOf: [头诉, ガ], match: pinyin, role: customer}, points: -1.5, perHit: true}
            """);
        string[] hardArguments = ["score", "--tree", tree, hard];
        string[] sampleArguments = ["score", "--tree", RepositoryFile.At("rulesets/standard.yaml"), RepositoryFile.At("samples/voice.jsonl")];

        foreach (var arguments in (string[][])[hardArguments, sampleArguments])
        {
            var plain = await QaProcess.OutputOf(arguments);
            plain.Should().NotBeEmpty();
            Digest(await QaProcess.OutputOf(arguments, ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"))).Should().Be(Digest(plain));
            Digest(await QaProcess.OutputOf(arguments, ("LC_ALL", "tr_TR.UTF-8"))).Should().Be(Digest(plain));
            Digest(await QaProcess.OutputOf(arguments, ("LC_ALL", "zh_CN.UTF-8"))).Should().Be(Digest(plain));
            Digest(await QaProcess.OutputOf(arguments, ("DOTNET_PROCESSOR_COUNT", "1"))).Should().Be(Digest(plain));
        }
    }

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
