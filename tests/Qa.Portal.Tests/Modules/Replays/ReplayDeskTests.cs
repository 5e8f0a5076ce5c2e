using Qa.Grains.Auditing.Search;
using Qa.Grains.Publication;
using Qa.Grains.Replay;
using Qa.Grains.Tests.Storage;
using Qa.Portal.Modules.Replays;
using Qa.Portal.Platform.Access;
using Qa.Portal.Tests.Platform.Access;

namespace Qa.Portal.Tests.Modules.Replays;

/// <summary>Who may replay what, and who sees which replays.</summary>
public sealed class ReplayDeskTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Start_BySomebodyWhoReachesOneAgent_IsOfOneInteractionOfThat(DatabaseKind kind)
    {
        await using var centre = await ReplayCentre.OpenAsync(kind);
        var agent = ReplayCentre.Agent("a-1");

        var own = await centre.RunAsync(new(Interaction: "c-1"), agent);
        var others = (await centre.Replays.StartAsync(new(Interaction: "c-2"), agent)).Refusal!;
        var none = (await centre.Replays.StartAsync(new(Interaction: "c-9"), agent)).Refusal!;
        var all = (await centre.Replays.StartAsync(new(), agent)).Refusal!;
        var byVersion = (await centre.Replays.StartAsync(new(ReplayCentre.Set, Version: 1, Baseline: 1), agent)).Refusal!;

        own.Progress.Sameness!.Cards.Single().Verdict.Should().Be(CardVerdict.Identical);
        (others.Kind, others.Detail).Should().Be((RefusalKind.NotFound, "there is no interaction 'c-2'"));
        (none.Kind, none.Detail).Should().Be((RefusalKind.NotFound, "there is no interaction 'c-9'"), "what is out of reach is answered as what is not there");
        (all.Kind, byVersion.Kind).Should().Be((RefusalKind.NotThisPerson, RefusalKind.NotThisPerson));
        var nobody = () => centre.Replays.StartAsync(new(), TestActor.With("ma", DataScope.All, "interactions.read"));
        await nobody.Should().ThrowAsync<NotAllowedException>();
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task List_ForSomebody_IsWhatThatPersonReaches(DatabaseKind kind)
    {
        await using var centre = await ReplayCentre.OpenAsync(kind);
        var agent = ReplayCentre.Agent("a-1");
        var draft = await centre.ProposeAsync(ReplayCentre.Document("不知道"));
        var own = await centre.RunAsync(new(Interaction: "c-1"), agent);
        var audited = await centre.RunAsync(new(), ReplayCentre.Auditor);
        var tried = await centre.RunAsync(new(ReplayCentre.Set, Draft: draft.Id, Baseline: 1), ReplayCentre.Auditor);

        (await ListAsync(AuditFilter.All, ReplayCentre.Auditor)).Should().Equal(tried.Id, audited.Id, own.Id);
        (await ListAsync(AuditFilter.All with { Actions = [ReplayAudit.ByDraft] }, ReplayCentre.Auditor)).Should().Equal(tried.Id);
        (await ListAsync(AuditFilter.All with { Actions = ["publish hot-set"] }, ReplayCentre.Auditor)).Should().BeEmpty("other entries of the log are none of this list's");
        (await ListAsync(AuditFilter.All with { Actors = ["agent a-1"] }, ReplayCentre.Auditor)).Should().Equal(own.Id);
        (await ListAsync(AuditFilter.All, agent)).Should().Equal(own.Id);
        (await ListAsync(AuditFilter.All with { Actors = ["auditor"] }, agent)).Should().BeEmpty();
        (await centre.Replays.FindAsync(audited.Id, agent)).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await centre.Replays.CancelAsync(audited.Id, agent)).Refusal!.Kind.Should().Be(RefusalKind.NotFound);
        (await centre.Replays.FindAsync(own.Id, ReplayCentre.Auditor)).Value!.Progress.Author.Should().Be("agent a-1");

        async Task<IEnumerable<Guid>> ListAsync(AuditFilter filter, Actor actor)
        {
            var (rows, next) = await centre.Replays.ListAsync(filter, null, actor);
            next.Should().BeNull();
            rows.Where(static row => row.Progress!.State != ReplayState.Finished).Should().BeEmpty();
            return rows.Select(static row => row.Id);
        }
    }
}
