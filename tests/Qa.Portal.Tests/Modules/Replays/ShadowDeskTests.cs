using Qa.Grains.Shadow;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.Replays.Comparing;
using Qa.Portal.Modules.Replays.Shadows;
using Qa.Portal.Platform.Access;
using Qa.Portal.Tests.Platform.Access;

namespace Qa.Portal.Tests.Modules.Replays;

/// <summary>What of a shadow run is told to whom, and what its dialogues are laid beside.</summary>
public sealed class ShadowDeskTests
{
    private static readonly Actor Inspector = TestActor.With("inspector", DataScope.All, ShadowDesk.Read, ShadowDesk.Publish, "replays.run", "interactions.read");
    private static readonly Actor Leader = TestActor.With("leader", DataScope.All, ShadowDesk.Read);

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Find_ByWhoMaySeeDrafts_TellsTotalsAndNormsAndNoPeople(DatabaseKind kind)
    {
        await using var centre = await ReplayCentre.OpenAsync(kind);
        var run = await StartAsync(centre);
        await centre.SubmitAsync(("s-1", "a-1", "您稍等，我不知道"), ("s-2", "a-2", "您好"));
        var whole = await Eventually.Of(async () => (await FindAsync(centre, run, Inspector))!, static sight => sight.Progress.Report.Count == 2);

        var part = (await FindAsync(centre, run, Leader))!;

        whole.IsWhole.Should().BeTrue();
        (whole.Progress.Report.Agents.Single().Agent, whole.Progress.Report.Examples.Single().Interaction).Should().Be(("a-1", "s-1"));
        part.IsWhole.Should().BeFalse();
        part.Progress.Report.Should().BeEquivalentTo(new { Count = 2L, Changed = 1L, VetoesGained = 1L, Groups = Array.Empty<object>(), Agents = Array.Empty<object>(), Examples = Array.Empty<object>() });
        part.Progress.Report.Norms.Single().Outcomes.Single().Should().BeEquivalentTo(new { Before = "met", After = "violated", Count = 1L, Examples = Array.Empty<string>() });
        (await centre.Shadows.NamesAsync(run))["forbidden/phrase"].IsVeto.Should().BeTrue();
        await FluentActions.Awaiting(() => centre.Shadows.StartAsync(ReplayCentre.Set, run.Draft, 1, Leader)).Should().ThrowAsync<NotAllowedException>();
        await FluentActions.Awaiting(() => centre.Shadows.StopAsync(ReplayCentre.Set, run.Draft, run.Id, Leader)).Should().ThrowAsync<NotAllowedException>();
        await FluentActions.Awaiting(() => centre.Shadows.ListAsync(ReplayCentre.Set, run.Draft, ReplayCentre.Agent("a-1"))).Should().ThrowAsync<NotAllowedException>();
    }

    [SkippableTheory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Compare_WithAShadow_LaysTheScorecardBesideItThatItWasComparedWith(DatabaseKind kind)
    {
        await using var centre = await ReplayCentre.OpenAsync(kind);
        var run = await StartAsync(centre);
        await centre.SubmitAsync(("s-1", "a-1", "您稍等，我不知道"));
        await Eventually.Of(async () => (await FindAsync(centre, run, Inspector))!, static sight => sight.Progress.Report.Count == 1);
        (await centre.Silo.Grains.GetGrain<IShadowGrain>(run.Id).StopAsync("li")).Succeeded.Should().BeTrue();
        (await centre.Silo.RuleSet(ReplayCentre.Set).WithdrawAsync(run.Draft, "a")).Succeeded.Should().BeTrue();
        await centre.ExecuteAsync("CREATE TABLE later AS SELECT * FROM scorecard WHERE interaction_id = 's-1'");
        await centre.ExecuteAsync("UPDATE later SET item_id = item_id + 1000, scored_at = scored_at + 1");
        await centre.ExecuteAsync("INSERT INTO scorecard SELECT * FROM later");
        var cards = await centre.Silo.Service<Qa.Grains.Inspection.Results.InteractionArchive>().ScorecardsAsync("s-1");

        var (compared, other) = (await CompareAsync(SideKey.OfShadow(run.Id)), await CompareAsync(SideKey.OfShadow(Guid.NewGuid())));

        (compared.Sight!.Before.Key, compared.Sight.After.IsVetoed, compared.Sight.Before.IsVetoed).Should().Be((SideKey.OfStored(cards[0].Task, cards[0].Item), true, false));
        cards.Should().HaveCount(2, "a later one is there");
        other.State.Should().Be(ComparisonState.NoSide);
        SideKey.Parse(SideKey.OfShadow(run.Id).ToString()).Should().Be(SideKey.OfShadow(run.Id));

        Task<Comparison> CompareAsync(SideKey after) => centre.Comparisons.CompareAsync("s-1", ReplayCentre.Set, null, after, Inspector);
    }

    private static async Task<ShadowRun> StartAsync(ReplayCentre centre)
    {
        var document = ReplayCentre.Document("我不知道");
        var draft = await centre.ProposeAsync(document with { Text = document.Text.Replace("points: -5", "points: veto", StringComparison.Ordinal) });
        return (await centre.Shadows.StartAsync(ReplayCentre.Set, draft.Id, 1, Inspector)).Value!.Progress.Run;
    }

    private static async Task<ShadowSight?> FindAsync(ReplayCentre centre, ShadowRun run, Actor actor) => (await centre.Shadows.FindAsync(ReplayCentre.Set, run.Draft, run.Id, actor)).Value;
}
