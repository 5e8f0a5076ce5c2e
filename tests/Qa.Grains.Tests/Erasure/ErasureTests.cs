using System.Text;
using Qa.Grains.Bundles;
using Qa.Grains.Erasure;
using Qa.Grains.Inspection.Intake;
using Qa.Grains.Inspection.Results;
using Qa.Grains.Inspection.Tasks;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Verification;
using Qa.Grains.Replay;
using Qa.Grains.Storage;
using Qa.Grains.Tests.Hosting;
using Qa.Grains.Tests.Inspection;
using Qa.Grains.Tests.Publication;
using Qa.Grains.Tests.Storage;

namespace Qa.Grains.Tests.Erasure;

/// <summary>What stays when something was erased, and that nothing of it comes back.</summary>
public sealed class ErasureTests
{
    private const string Erased = "i-000000";
    private const string Quoted = "i-000003";
    private static readonly ErasureOrder Order = new("key-1", ErasureOrder.Request, "the customer asked", "li", "han");
    private static readonly ReplayRequest Everything = new(null, null, null, null, null, null, null);

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Erase_ScoredInteractions_ReplaySaysErasedAndFiguresAndChainsStay(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        await ScoreAsync(test, silo);
        var archive = silo.Service<InteractionArchive>();
        var before = await archive.TaskResultsAsync(1);
        var hash = (await archive.FindAsync(Erased))!.Hash;

        await EraseAsync(test, Erased, withText: true);
        await EraseAsync(test, Quoted, withText: false);
        await EraseAsync(test, Erased, withText: true);

        var sameness = (await RunAsync(silo, Everything)).Sameness!;
        sameness.Should().BeEquivalentTo(new { Count = 9L, Identical = 8L, Erased = 1L, Findings = Array.Empty<ReplayFinding>() }, "evidence alone is computed again to the hash that it had");
        (await archive.TaskResultsAsync(1)).Should().BeEquivalentTo(before);
        var (interaction, card) = ((await archive.FindAsync(Erased))!, (await archive.ScorecardsAsync(Erased)).Single());
        (interaction.Hash, interaction.Erasure, card.Erasure).Should().Be((hash, 1, 1));
        Encoding.UTF8.GetString(interaction.Content).Should().Be("""{"id":"i-000000","channel":"chat","startedAt":"2026-10-01T09:00:00Z","agent":{"id":"a-1"},"turns":[{"role":"agent","text":""}]}""");
        Encoding.UTF8.GetString(card.Body).Should().NotContain("不知道").And.Contain("\"outcome\":\"violated\"");
        (await silo.Service<ChainAudit>().RunAsync()).Holds.Should().BeTrue();
        (await test.Database.ReadAsync(session => ErasureRows.CountsAsync(session, Order.Key))).Should().BeEquivalentTo(new Dictionary<string, long> { ["interaction"] = 1, ["evidence"] = 2 }, "done twice it changes nothing more");
        (await RunAsync(silo, Everything with { RuleSet = TestTrees.Set, Version = 1, Baseline = 1 })).Impact!.Count.Should().Be(8, "what was erased cannot be scored by another version");
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Erased_AlteredAfterwards_IsFoundAndRowsAreKept(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        await ScoreAsync(test, silo);
        await EraseAsync(test, Erased, withText: true);
        foreach (var refused in new[]
        {
            $"UPDATE scorecard SET score = 100 WHERE interaction_id = '{Quoted}'", $"UPDATE scorecard SET body = body WHERE interaction_id = '{Quoted}'",
            $"UPDATE scorecard SET erasure = 1, score = 100 WHERE interaction_id = '{Quoted}'", $"UPDATE scorecard SET erasure = NULL WHERE interaction_id = '{Erased}'",
            $"UPDATE scorecard SET body = body WHERE interaction_id = '{Erased}'", $"DELETE FROM scorecard WHERE interaction_id = '{Quoted}'", "DELETE FROM tombstone", "UPDATE tombstone SET original_hash = 'x'",
            "DELETE FROM erasure", "UPDATE erasure SET reason = 'x'",
        })
        {
            var change = () => test.Database.WriteAsync(session => session.ExecuteAsync(refused));
            (await change.Should().ThrowAsync<Exception>(refused)).WithMessage("*never changed or deleted*", refused);
        }

        await test.Database.WriteAsync(session => session.ExecuteAsync("UPDATE interaction SET content = @content WHERE id = @Erased", new { content = TestInteractions.Json(Erased, "另一句"), Erased }));

        var finding = (await RunAsync(silo, Everything)).Sameness!.Findings.Single();
        (finding.Interaction, finding.Reason).Should().Match<(string, string)>(one => one.Item1 == Erased && one.Item2.StartsWith("the interaction was erased, and altered afterwards", StringComparison.Ordinal));
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Send_WhatWasErased_DoesNotComeBackAndIsNotScored(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var silo = await TestSilo.StartAsync(test);
        await PublishAsync(silo);
        await silo.RuleSet(TestTrees.Set).TakeOfflineAsync("a");
        var intake = silo.Service<InteractionIntake>();
        await intake.SubmitAsync([TestInteractions.Received(Erased, "不知道"), TestInteractions.Received("other", "不知道")]);
        await EraseAsync(test, Erased, withText: true);
        await test.Database.WriteAsync(async session => await ErasureRows.LeaveAsync(session, TombstoneKind.Recording, "call-1", "call", null, null, 1, DateTimeOffset.UtcNow));

        var answers = await intake.SubmitAsync([TestInteractions.Received(Erased, "不知道"), TestInteractions.Received(Erased, "别的"), TestInteractions.Received("call-1")]);
        var revision = await intake.ReviseAsync(TestInteractions.Received(Erased, "更正"));
        await silo.RuleSet(TestTrees.Set).BringOnlineAsync("a");
        await Eventually.Async(async () => await CountAsync(test, "scorecard") == 1);
        var tasks = silo.Service<InspectionTasks>();
        var batch = (await tasks.CreateAsync(new(TestTrees.Set, "again", "li", TaskSelection.Everything, []))).Value!;
        await Eventually.Async(async () => await CountAsync(test, "scorecard") == 2);

        answers.Select(static answer => answer.Outcome).Should().Equal(IntakeOutcome.Duplicate, IntakeOutcome.Conflict, IntakeOutcome.Erased);
        revision.Outcome.Should().Be(RevisionOutcome.Erased);
        Encoding.UTF8.GetString((await silo.Service<InteractionArchive>().FindAsync(Erased))!.Content).Should().NotContain("不知道");
        (await silo.Service<InteractionArchive>().ScorecardsAsync(Erased)).Should().BeEmpty("its item was set aside, and no selection has it");
        batch.Total.Should().BeLessThanOrEqualTo(1);
        (await test.Database.ReadAsync(session => session.QuerySingleAsync<string>("SELECT fault FROM task_item WHERE interaction_id = @Erased", new { Erased }))).Should().Be(InteractionErasure.Fault);
        (await CountAsync(test, "search_pending WHERE id = 'i-000000'")).Should().Be(0);
    }

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite, DatabaseKind.PostgreSql)]
    [InlineData(DatabaseKind.PostgreSql, DatabaseKind.Sqlite)]
    public async Task Bundle_WithWhatWasErased_HoldsAndBringsNothingBack(DatabaseKind from, DatabaseKind to)
    {
        await using var test = await TestDatabase.CreateAsync(from);
        await using var silo = await TestSilo.StartAsync(test);
        await ScoreAsync(test, silo);
        var whole = await ExportAsync(silo);
        await EraseAsync(test, Erased, withText: true);
        var erased = await ExportAsync(silo);
        await using var other = await TestDatabase.CreateAsync(to);
        await using var there = await TestSilo.StartAsync(other);

        (await BundleCheck.RunAsync(new MemoryStream(erased))).Should().BeEquivalentTo(new { Holds = true, Scorecards = 9L, Identical = 8L, Erased = 1L });
        (Said(whole) - Said(erased)).Should().Be(2, "once in what was said, and once in the evidence");
        (await there.Service<BundleImport>().RunAsync(new MemoryStream(erased), "a")).Value!.Scorecards.Should().Be(9);
        (await RunAsync(there, Everything)).Sameness.Should().BeEquivalentTo(new { Count = 9L, Identical = 8L, Erased = 1L, Findings = Array.Empty<ReplayFinding>() });
        (await other.Database.ReadAsync(session => ErasureRows.FindAsync(session, Order.Key)))!.ToOrder().Should().Be(Order);
        (await there.Service<BundleImport>().RunAsync(new MemoryStream(whole), "a")).Value!.Should().BeEquivalentTo(new { Interactions = 0L, Scorecards = 0L });
        (await silo.Service<BundleImport>().RunAsync(new MemoryStream(whole), "a")).Succeeded.Should().BeTrue();
        Encoding.UTF8.GetString((await there.Service<InteractionArchive>().FindAsync(Erased))!.Content).Should().NotContain("不知道");
        Encoding.UTF8.GetString((await silo.Service<InteractionArchive>().FindAsync(Erased))!.Content).Should().NotContain("不知道");
    }

    private static Task EraseAsync(TestDatabase test, string interaction, bool withText) => test.Database.WriteAsync(async session =>
    {
        var now = DateTimeOffset.UtcNow;
        var erasure = await ErasureRows.TakeAsync(session, Order, now);
        if (withText)
            await InteractionErasure.EraseTextAsync(session, erasure, interaction, now);
        await InteractionErasure.EraseEvidenceAsync(session, erasure, interaction, before: null, now);
    });

    private static async Task ScoreAsync(TestDatabase test, TestSilo silo)
    {
        await PublishAsync(silo);
        await silo.Service<InteractionIntake>().SubmitAsync(TestInteractions.Many(9));
        await Eventually.Async(async () => await CountAsync(test, "scorecard") == 9);
    }

    private static async Task PublishAsync(TestSilo silo)
    {
        var set = silo.RuleSet(TestTrees.Set);
        var draft = (await set.ProposeAsync(new(TestTrees.Document(), "a", "", null))).Value!;
        (await set.PublishAsync(draft.Id, "a")).Succeeded.Should().BeTrue();
    }

    private static async Task<ReplayProgress> RunAsync(TestSilo silo, ReplayRequest request)
    {
        var grain = silo.Grains.GetGrain<IReplayGrain>(Guid.NewGuid());
        (await grain.StartAsync(request, "auditor")).Refusal.Should().BeNull();
        await Eventually.Async(async () => (await grain.GetAsync()).Value!.State != ReplayState.Running);
        return (await grain.GetAsync()).Value!;
    }

    private static async Task<byte[]> ExportAsync(TestSilo silo)
    {
        using var file = new MemoryStream();
        await silo.Service<BundleExport>().WriteAsync(file, BundleSelection.Everything, "auditor");
        return file.ToArray();
    }

    private static int Said(byte[] bundle) => Encoding.UTF8.GetString(bundle).Split("不知道").Length - 1;

    private static Task<long> CountAsync(TestDatabase test, string from) => test.Database.ReadAsync(session => session.QuerySingleAsync<long>($"SELECT count(*) FROM {from}"));
}
