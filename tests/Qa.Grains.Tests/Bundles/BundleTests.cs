using System.Text;
using Qa.Grains.Bundles;
using Qa.Grains.Inspection.Intake;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Checkpoints;
using Qa.Grains.Publication.Verification;
using Qa.Grains.Replay;
using Qa.Grains.Tests.Hosting;
using Qa.Grains.Tests.Inspection;
using Qa.Grains.Tests.Publication;
using Qa.Grains.Tests.Storage;

namespace Qa.Grains.Tests.Bundles;

/// <summary>An installation's history as one file: checked with nothing but itself, and taken in elsewhere.</summary>
public class BundleTests
{
    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Export_WholeHistory_HoldsAndEveryScorecardIsComputedAgain(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        await MakeHistoryAsync(test, silo);

        var bundle = await ExportAsync(silo, BundleSelection.Everything);
        var october = await ExportAsync(silo, new(TestTrees.Set, null, new(2026, 10, 2, 0, 0, 0, TimeSpan.Zero)));

        var report = await CheckAsync(bundle);
        report.Should().BeEquivalentTo(new { Publications = 3L, Versions = 3L, Interactions = 21L, Scorecards = 21L, Identical = 21L, Findings = Array.Empty<string>() });
        report.Key.Should().Be(new InstallationKey(test.SigningKey).Fingerprint);
        (await CheckAsync(october)).Should().BeEquivalentTo(new { Publications = 3L, Scorecards = 20L, Holds = true });
        (await CheckAsync(bundle, expectedKey: "somebody else's")).Findings.Single().Should().Contain("expected somebody else's");
        Encoding.UTF8.GetString(bundle).Should().Contain("不知道", "people can read it");
    }

    [Fact]
    public async Task Check_OneByteAltered_IsFoundAndTheLineIsNamed()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var silo = await TestSilo.StartAsync(test);
        await MakeHistoryAsync(test, silo);
        var bundle = await ExportAsync(silo, BundleSelection.Everything);
        var random = new Random(20261126);

        // Every byte of the first and last lines, and a thousand of those between.
        var places = Enumerable.Range(0, 600).Concat(Enumerable.Range(bundle.Length - 600, 600)).Concat(Enumerable.Range(0, 1_000).Select(_ => random.Next(bundle.Length)));
        foreach (var place in places)
        {
            var altered = bundle.ToArray();
            altered[place] = (byte)(altered[place] ^ (1 << random.Next(8)));
            var line = 1 + bundle.AsSpan(0, place).Count((byte)'\n');

            var report = await CheckAsync(altered);

            report.Findings.Should().Contain(
                finding => finding.StartsWith($"line {line}:", StringComparison.Ordinal), "the byte {0} is on line {1}; found: {2}", place, line, string.Join(" | ", report.Findings));
        }
    }

    [Fact]
    public async Task Export_HistoryOnly_HasTheLogAndTreesAndNothingThatWasSaid()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var silo = await TestSilo.StartAsync(test);
        await MakeHistoryAsync(test, silo);

        var bundle = await ExportAsync(silo, new(TestTrees.Set, HistoryOnly: true));

        (await CheckAsync(bundle)).Should().BeEquivalentTo(new { Identical = 0L, Holds = true });
        var entries = await EntriesAsync(bundle);
        entries.OfType<PublicationEntry>().Should().HaveCount((int)await CountAsync(test, "publication"));
        entries.OfType<VersionEntry>().Should().HaveCount((int)await CountAsync(test, "rule_set_version"));
        entries.Where(static entry => entry is InteractionEntry or ScorecardEntry).Should().BeEmpty();
        (await test.Database.ReadAsync(static session => session.QueryAsync<string>("SELECT detail FROM audit WHERE action = 'export bundle'"))).Should().Equal("publications and trees alone");
    }

    [Fact]
    public async Task Check_LinesMissingMovedOrAdded_IsFound()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var silo = await TestSilo.StartAsync(test);
        await MakeHistoryAsync(test, silo);
        var bundle = await ExportAsync(silo, BundleSelection.Everything);
        var lines = Encoding.UTF8.GetString(bundle).Split('\n')[..^1];

        (await CheckLinesAsync(lines[..^1])).Findings.Single().Should().Contain("the bundle was cut off");
        (await CheckLinesAsync([.. lines[..9], .. lines[10..]])).Findings.Should().Contain(finding => finding.StartsWith("line 10: ", StringComparison.Ordinal));
        (await CheckLinesAsync([.. lines, lines[^1]])).Findings.Should().Contain(finding => finding.StartsWith($"line {lines.Length + 1}: ", StringComparison.Ordinal));
        (await CheckLinesAsync([lines[0], lines[2], lines[1], .. lines[3..]])).Findings.Should().Contain(finding => finding.StartsWith("line 2: ", StringComparison.Ordinal));
        (await CheckAsync(bundle[..^1])).Findings.Should().Contain(finding => finding.Contains("without its end", StringComparison.Ordinal));
        (await CheckAsync([])).Holds.Should().BeFalse();
        (await CheckAsync("{\"something\":\"else\"}\n"u8.ToArray())).Findings[0].Should().Contain("found no seal");
    }

    [Fact]
    public async Task Check_SealedAnewAfterAChange_IsFoundByChainReplayAndSignature()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var silo = await TestSilo.StartAsync(test);
        await MakeHistoryAsync(test, silo);
        var entries = await EntriesAsync(await ExportAsync(silo, BundleSelection.Everything));

        (await CheckAsync(Seal(entries))).Findings.Should().BeEmpty("nothing was changed");
        (await CheckAsync(Seal(entries.Select(static entry => entry is BundleHeader header
            ? new BundleHeader { Schema = header.Schema, At = header.At, By = "x", Selection = header.Selection } : entry)))).Findings.Single().Should().Contain("found a signature");
        (await CheckAsync(Seal(entries.Where(static entry => entry is not VersionEntry { Version: 2 })))).Findings.Should().Contain(finding => finding.Contains("found no version voice@2", StringComparison.Ordinal));
        (await CheckAsync(Seal(entries.Where(static entry => entry is not InteractionEntry { Id: "i-000001" })))).Findings.Should().Contain(finding => finding.Contains("interaction is missing", StringComparison.Ordinal));
        var altered = (await CheckAsync(Seal(entries.Select(static entry => entry is ScorecardEntry { Interaction: "i-000001" or "i-000002" } card ? WithBody(card, "{}") : entry)))).Findings;
        altered.Count(finding => finding.Contains("found another scorecard", StringComparison.Ordinal)).Should().Be(2, "one that is altered does not hide another");
        (await CheckAsync(Seal(entries.Where(static entry => entry is not PublicationEntry { Number: 3 })))).Findings.Should().Contain(finding => finding.Contains("voice@3: found a version without a publication", StringComparison.Ordinal));
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite, DatabaseKind.PostgreSql)]
    [InlineData(DatabaseKind.PostgreSql, DatabaseKind.Sqlite)]
    public async Task Import_IntoAnotherInstallationOnTheOtherDatabase_ReplaysToTheSameBytesAndDoublesNothing(DatabaseKind from, DatabaseKind to)
    {
        await using var source = await TestDatabase.CreateAsync(from);
        await using var target = await TestDatabase.CreateAsync(to);
        await using var there = await TestSilo.StartAsync(source);
        await using var here = await TestSilo.StartAsync(target);
        await MakeHistoryAsync(source, there);
        var bundle = await ExportAsync(there, BundleSelection.Everything);
        var import = here.Service<BundleImport>();

        (await import.RunAsync(new MemoryStream(bundle), "auditor")).Value.Should().BeEquivalentTo(new { Publications = 3L, Interactions = 21L, Scorecards = 21L, AlreadyThere = 0L });
        (await import.RunAsync(new MemoryStream(bundle), "auditor")).Value.Should().BeEquivalentTo(new { Publications = 0L, Interactions = 0L, Scorecards = 0L, AlreadyThere = 21L });

        (await here.Service<ChainAudit>().RunAsync()).Should().BeEquivalentTo(await there.Service<ChainAudit>().RunAsync());
        (await here.RuleSet(TestTrees.Set).GetStatusAsync()).Head.Should().BeEquivalentTo(new { Version = 3L, IsOnline = false });
        var replay = here.Grains.GetGrain<IReplayGrain>(Guid.NewGuid());
        await replay.StartAsync(new(null, null, null, null, null, null, null), "auditor");
        await Eventually.Async(async () => (await replay.GetAsync()).Value!.State == ReplayState.Finished);
        (await replay.GetAsync()).Value!.Sameness.Should().BeEquivalentTo(new { Count = 21L, Identical = 21L, Erased = 0L, Findings = Array.Empty<ReplayFinding>() });
        (await HashesAsync(target)).Should().Equal(await HashesAsync(source));
        (await CheckAsync(await ExportAsync(here, BundleSelection.Everything))).Should().BeEquivalentTo(new { Identical = 21L, Holds = true });
    }

    [Fact]
    public async Task Import_WhatDoesNotFit_IsRefusedAndLeavesNothing()
    {
        await using var source = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var target = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var there = await TestSilo.StartAsync(source);
        await using var here = await TestSilo.StartAsync(target);
        await MakeHistoryAsync(source, there);
        var bundle = await ExportAsync(there, BundleSelection.Everything);
        var import = here.Service<BundleImport>();
        await here.Service<InteractionIntake>().SubmitAsync([TestInteractions.Received("i-000005", "别的话")]);

        (await import.RunAsync(new MemoryStream(bundle), "auditor")).Refusal!.Should().BeEquivalentTo(new { Kind = RefusalKind.OtherContent }).And.Match<Refusal>(refusal => refusal.Detail.Contains("'i-000005'", StringComparison.Ordinal));
        (await CountAsync(target, "publication")).Should().Be(0, "all of it or nothing");
        (await CountAsync(target, "interaction")).Should().Be(1);
        (await import.RunAsync(new MemoryStream(bundle[..^5]), "auditor")).Refusal!.Detail.Should().Contain("does not hold");
        await PublishAsync(here, "别的");
        (await import.RunAsync(new MemoryStream(bundle), "auditor")).Refusal!.Detail.Should().Contain("entry 1 of the log here");
    }

    [Fact]
    public async Task Import_LogThatGoesOn_NeedsItsSetsOffline()
    {
        await using var source = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var target = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var there = await TestSilo.StartAsync(source);
        await using var here = await TestSilo.StartAsync(target);
        await PublishAsync(there, "一");
        var import = here.Service<BundleImport>();
        (await import.RunAsync(new MemoryStream(await ExportAsync(there, BundleSelection.Everything)), "a")).Succeeded.Should().BeTrue();
        await here.RuleSet(TestTrees.Set).BringOnlineAsync("a");
        await PublishAsync(there, "二");
        var longer = await ExportAsync(there, BundleSelection.Everything);

        (await import.RunAsync(new MemoryStream(longer), "a")).Refusal!.Kind.Should().Be(RefusalKind.Online);
        await here.RuleSet(TestTrees.Set).TakeOfflineAsync("a");
        (await import.RunAsync(new MemoryStream(longer), "a")).Value!.Publications.Should().Be(1);
        (await here.RuleSet(TestTrees.Set).GetStatusAsync()).Head!.Version.Should().Be(2);
    }

    [Fact]
    public async Task Check_SealedLinesOfOddMembers_AreFindingsAndNotDefects()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var silo = await TestSilo.StartAsync(test);
        await MakeHistoryAsync(test, silo);
        var lines = Encoding.UTF8.GetString(await ExportAsync(silo, BundleSelection.Everything)).Split('\n')[..^1];
        (string From, string To)[] changes =
        [
            ("\"checkpoint\":{", "\"checkpoint\":null,\"x\":{"), ("\"signature\":\"", "\"signature\":null,\"y\":\""), ("\"standing\":\"emergency\"", "\"standing\":\"none\""),
            ("\"leaseReason\":\"start\"", "\"leaseReason\":\"\""), ("\"leaseEndsAt\":", "\"leaseEndsAt\":9"), ("\"kind\":\"version\"", "\"kind\":\"verse\""), ("\"recordedAt\":", "\"recordedAt\":-"),
            ("\"treeHash\":\"", "\"treeHash\":null,\"z\":\""), ("\"revision\":1", "\"revision\":1.5"),
        ];
        foreach (var (from, to) in changes)
        {
            var seal = BundleJson.FirstSeal;
            var changed = new StringBuilder();
            foreach (var line in lines)
            {
                var rest = line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..].Replace(from, to, StringComparison.Ordinal);
                seal = BundleJson.SealOf(seal, Encoding.UTF8.GetBytes(rest));
                changed.Append("{\"seal\":\"").Append(seal).Append("\",").Append(rest).Append('\n');
            }

            (await CheckAsync(Encoding.UTF8.GetBytes(changed.ToString()))).Findings.Should().NotBeEmpty(to);
        }
    }

    [Fact]
    public async Task Import_ByAnotherKeyOrOntoAStagedSet_IsRefused()
    {
        await using var source = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var target = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var there = await TestSilo.StartAsync(source);
        await using var here = await TestSilo.StartAsync(target);
        await PublishAsync(there, "一");
        var import = here.Service<BundleImport>();
        var first = await ExportAsync(there, BundleSelection.Everything);
        (await import.RunAsync(new MemoryStream(first), "a", "another key")).Refusal!.Detail.Should().Contain("expected another key");
        (await import.RunAsync(new MemoryStream(first), "a", new InstallationKey(source.SigningKey).Fingerprint)).Value!.Key.Should().Be(new InstallationKey(source.SigningKey).Fingerprint);
        await PublishAsync(there, "二");
        var set = here.RuleSet(TestTrees.Set);
        var draft = (await set.ProposeAsync(new(TestTrees.Document("三"), "a", "", null))).Value!;
        await set.ApproveAsync(draft.Id, "b");
        await set.StageAsync(draft.Id, "a");

        (await import.RunAsync(new MemoryStream(await ExportAsync(there, BundleSelection.Everything)), "a")).Refusal!.Detail.Should().Contain("is staged");
    }

    [Fact]
    public async Task Export_RevisedInteraction_HoldsEveryRevisionUpToTheLastScored()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var silo = await TestSilo.StartAsync(test);
        await silo.Service<InteractionIntake>().SubmitAsync([TestInteractions.Received("i-1")]);
        await PublishAsync(silo, "不知道");
        await silo.Service<InteractionIntake>().ReviseAsync(TestInteractions.Received("i-1", "不知道"));
        await Eventually.Async(async () => await CountAsync(test, "scorecard") == 1);

        var bundle = await ExportAsync(silo, BundleSelection.Everything);

        (await CheckAsync(bundle)).Should().BeEquivalentTo(new { Interactions = 2L, Scorecards = 1L, Identical = 1L, Holds = true });
    }

    private static ScorecardEntry WithBody(ScorecardEntry card, string body) => new()
    {
        Interaction = card.Interaction, Revision = card.Revision, InteractionHash = card.InteractionHash, RuleSet = card.RuleSet, Version = card.Version,
        TreeHash = card.TreeHash, PublicationHash = card.PublicationHash, SchemaName = card.SchemaName, Task = card.Task, Lease = card.Lease,
        LeaseStartsAt = card.LeaseStartsAt, LeaseEndsAt = card.LeaseEndsAt, LeaseReason = card.LeaseReason, ScoredAt = card.ScoredAt,
        Body = Encoding.UTF8.GetBytes(body), Hash = card.Hash,
    };

    private static async Task MakeHistoryAsync(TestDatabase test, TestSilo silo)
    {
        await PublishAsync(silo, "不知道");
        await silo.Service<InteractionIntake>().SubmitAsync(TestInteractions.Many(10));
        await Eventually.Async(async () => await CountAsync(test, "scorecard") == 10);
        await PublishAsync(silo, "没办法");
        await silo.Service<InteractionIntake>().SubmitAsync(TestInteractions.Many(10, "later"));
        await silo.Service<InteractionIntake>().SubmitAsync([TestInteractions.Received("november", startedAt: "2026-11-01T00:00:00Z")]);
        await Eventually.Async(async () => await CountAsync(test, "scorecard") == 21);
        await PublishAsync(silo, "不清楚");
    }

    private static async Task PublishAsync(TestSilo silo, string phrase)
    {
        var set = silo.RuleSet(TestTrees.Set);
        var draft = (await set.ProposeAsync(new(TestTrees.Document(phrase), "a", "", null))).Value!;
        (await set.PublishAsEmergencyAsync(draft.Id, "a", "test")).Succeeded.Should().BeTrue();
    }

    private static async Task<byte[]> ExportAsync(TestSilo silo, BundleSelection selection)
    {
        using var target = new MemoryStream();
        await silo.Service<BundleExport>().WriteAsync(target, selection, "auditor");
        return target.ToArray();
    }

    private static Task<BundleReport> CheckAsync(byte[] bundle, string? expectedKey = null) => BundleCheck.RunAsync(new MemoryStream(bundle), expectedKey);

    private static Task<BundleReport> CheckLinesAsync(IEnumerable<string> lines) => CheckAsync(Encoding.UTF8.GetBytes(string.Concat(lines.Select(static line => line + "\n"))));

    private static async Task<List<BundleEntry>> EntriesAsync(byte[] bundle)
    {
        var entries = new List<BundleEntry>();
        await foreach (var line in BundleReader.ReadAsync(new MemoryStream(bundle), default))
            entries.Add(line.Entry!);
        return entries;
    }

    // As somebody would who can write the file and does not have the key.
    private static byte[] Seal(IEnumerable<BundleEntry> entries)
    {
        using var target = new MemoryStream();
        var seal = BundleJson.FirstSeal;
        foreach (var entry in entries)
            target.Write(BundleJson.Write(entry, seal, out seal));
        return target.ToArray();
    }

    private static Task<IReadOnlyList<string>> HashesAsync(TestDatabase test) =>
        test.Database.ReadAsync(async session => (IReadOnlyList<string>)[.. (await session.QueryAsync<string>("SELECT interaction_id || ' ' || hash FROM scorecard")).Order(StringComparer.Ordinal)]);

    private static Task<long> CountAsync(TestDatabase test, string from) =>
        test.Database.ReadAsync(session => session.QuerySingleAsync<long>($"SELECT count(*) FROM {from}"));
}
