using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.Replays;
using Qa.Portal.Modules.Replays.Comparing;
using Qa.Portal.Platform.Access;
using Qa.Portal.Tests.Platform.Access;
using Qa.Rules.Scoring;

namespace Qa.Portal.Tests.Modules.Replays;

/// <summary>One interaction under two versions, side by side.</summary>
public sealed class ComparisonDeskTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Compare_AsStoredWithTheSameVersion_IsIdentical(DatabaseKind kind)
    {
        await using var centre = await ReplayCentre.OpenAsync(kind);

        var sight = (await centre.Comparisons.CompareAsync("c-1", null, null, SideKey.OfVersion(1), ReplayCentre.Auditor)).Sight!;

        (sight.IsIdentical, sight.Differing, sight.RuleSet).Should().Be((true, 0, ReplayCentre.Set));
        sight.Before.Key.Stored.Should().NotBeNull("without a side it is what the set said last");
        sight.Before.Score.Should().Be(85);
        sight.Norms.Single(static norm => norm.Path == "forbidden/phrase").Before!.Hits.Single().ViaPinyin.Should().BeTrue("it was heard otherwise, and that is part of what is compared");
        sight.Turns.Single().Single(static part => part.IsEvidence).Should().BeEquivalentTo(new { Text = "不归我馆", Mark = "both" });
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Compare_AnAlteredScorecard_IsNotIdenticalThoughItsHashStandsBesideIt(DatabaseKind kind)
    {
        await using var centre = await ReplayCentre.OpenAsync(kind);
        await centre.ExecuteAsync(kind == DatabaseKind.Sqlite ? "DROP TRIGGER scorecard_no_update" : "ALTER TABLE scorecard DISABLE TRIGGER ALL");
        await centre.ExecuteAsync("UPDATE scorecard SET body = (SELECT body FROM scorecard WHERE interaction_id = 'c-2') WHERE interaction_id = 'c-1'");

        var sight = (await centre.Comparisons.CompareAsync("c-1", ReplayCentre.Set, null, SideKey.OfVersion(1), ReplayCentre.Auditor)).Sight!;

        (sight.IsIdentical, sight.Differing, sight.Before.Score, sight.After.Score).Should().Be((false, 2, 100, 85));
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Compare_AScorecardThatIsNoneAnyMore_SaysSo(DatabaseKind kind)
    {
        await using var centre = await ReplayCentre.OpenAsync(kind);
        await centre.ExecuteAsync(kind == DatabaseKind.Sqlite ? "DROP TRIGGER scorecard_no_update" : "ALTER TABLE scorecard DISABLE TRIGGER ALL");
        await centre.ExecuteAsync($"UPDATE scorecard SET body = {(kind == DatabaseKind.Sqlite ? "CAST('{\"score\":1}' AS BLOB)" : "'{\"score\":1}'::bytea")} WHERE interaction_id = 'c-1'");

        (await centre.Comparisons.CompareAsync("c-1", ReplayCentre.Set, null, SideKey.OfVersion(1), ReplayCentre.Auditor)).State.Should().Be(ComparisonState.Altered);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Choices_WithoutTheRightToReadNorms_HaveNoDrafts(DatabaseKind kind)
    {
        await using var centre = await ReplayCentre.OpenAsync(kind);
        var draft = await centre.ProposeAsync(ReplayCentre.Document("请打", -20, "催促"));
        var agent = ReplayCentre.Agent("a-1");

        (await centre.Choices.OfAsync("c-1", ReplayCentre.Set, ReplayCentre.Auditor)).Drafts.Select(static one => one.Id).Should().Equal(draft.Id);
        (await centre.Choices.OfAsync("c-1", ReplayCentre.Set, agent)).Drafts.Should().BeEmpty();
        (await centre.Comparisons.CompareAsync("c-1", ReplayCentre.Set, null, SideKey.OfDraft(draft.Id), agent)).State.Should().Be(ComparisonState.NoSide, "what is not published is not guessed by its id either");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Compare_AVersionWithADraft_ShowsWhatDiffersInTheText(DatabaseKind kind)
    {
        await using var centre = await ReplayCentre.OpenAsync(kind);
        var draft = await centre.ProposeAsync(ReplayCentre.Document("请打", -20, "催促"));

        var sight = (await centre.Comparisons.CompareAsync("c-1", ReplayCentre.Set, SideKey.OfVersion(1), SideKey.Parse(draft.Id), ReplayCentre.Auditor)).Sight!;

        (sight.IsIdentical, sight.Differing, sight.Before.Score, sight.After.Score).Should().Be((false, 1, 85, 70));
        var norm = sight.Norms.Single(static each => each.Differs);
        (norm.Path, norm.Name.Name, norm.Name.Category, norm.Before!.Outcome, norm.After!.Outcome, norm.Before.Points, norm.After.Points)
            .Should().Be(("forbidden/phrase", "催促", "服务禁语", Outcome.Violated, Outcome.Violated, -5m, -20m));
        sight.Turns.Single().Where(static part => part.IsEvidence).Select(static part => (part.Text, part.Mark)).Should().Equal(("不归我馆", "only-before"), ("请打", "only-after"));
        string.Concat(sight.Turns.Single().Select(static part => part.Text)).Should().Contain("138****5678", "numbers are masked here as everywhere");

        (await centre.Silo.RuleSet(ReplayCentre.Set).PublishAsEmergencyAsync(draft.Id, "a", "test")).Succeeded.Should().BeTrue();
        var published = (await centre.Comparisons.CompareAsync("c-1", ReplayCentre.Set, SideKey.OfVersion(1), SideKey.Parse(draft.Id), ReplayCentre.Auditor)).Sight!;
        (published.After.Version, published.After.TreeHash).Should().Be((2, sight.After.TreeHash), "an address of a draft outlives its publication");
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Compare_WhatIsNotThereOrOutOfReach_SaysSo(DatabaseKind kind)
    {
        await using var centre = await ReplayCentre.OpenAsync(kind);

        (await StateAsync("c-9", null, null, ReplayCentre.Auditor)).Should().Be(ComparisonState.Missing);
        (await StateAsync("c-2", null, null, ReplayCentre.Agent("a-1"))).Should().Be(ComparisonState.Missing);
        (await StateAsync("c-1", null, null, ReplayCentre.Agent("a-1"))).Should().Be(ComparisonState.Done);
        (await StateAsync("c-1", "none", null, ReplayCentre.Auditor)).Should().Be(ComparisonState.NoSet);
        (await StateAsync("c-1", ReplayCentre.Set, "9", ReplayCentre.Auditor)).Should().Be(ComparisonState.NoSide);
        (await StateAsync("c-1", ReplayCentre.Set, "stored-1-999", ReplayCentre.Auditor)).Should().Be(ComparisonState.NoSide);
        (await StateAsync("c-1", ReplayCentre.Set, "no-draft", ReplayCentre.Auditor)).Should().Be(ComparisonState.NoSide);
        var withoutReading = () => StateAsync("c-1", null, null, TestActor.With("ma", DataScope.All, ReplayDesk.Run));
        await withoutReading.Should().ThrowAsync<NotAllowedException>("who may replay need not see what was said");

        async Task<ComparisonState> StateAsync(string interaction, string? set, string? after, Actor actor) =>
            (await centre.Comparisons.CompareAsync(interaction, set, null, SideKey.Parse(after), actor)).State;
    }

    [Theory]
    [InlineData("3")]
    [InlineData("stored-12-345")]
    [InlineData("0197c8aa-0000-7000-8000-000000000000")]
    public void Parse_OfAnAddress_IsWhatIsWrittenThere(string text) => SideKey.Parse(text)!.Value.ToString().Should().Be(text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Parse_OfNothing_IsNothing(string? text) => SideKey.Parse(text).Should().BeNull();
}
