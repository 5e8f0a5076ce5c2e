using Qa.Grains.Publication;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Replay;
using Qa.Grains.Shadow;
using Qa.Portal.Modules.Replays.Comparing;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Modules.Replays.Shadows;

/// <summary>Shadow runs for those who start and read them. Who may see drafts may see them; whose work it was that came out otherwise is told to those alone who may replay all of it.</summary>
internal sealed class ShadowDesk(IGrainFactory grains, ShadowRuns runs, VersionCatalogue catalogue, ComparedTrees trees, Reaches reaches, TimeProvider time)
{
    public const string Read = "norms.read";

    public const string Publish = "norms.publish";

    public async Task<Answer<ShadowSight>> StartAsync(string ruleSet, string draft, int hours, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(Publish);
        var answer = await Grain(Guid.CreateVersion7(time.GetUtcNow())).StartAsync(ruleSet, draft, hours, actor.Name);
        return answer.Succeeded ? await SightAsync(answer.Value, actor, cancellation) : answer.Refusal;
    }

    public async Task<Answer<ShadowSight>> StopAsync(string ruleSet, string draft, Guid id, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(Publish);
        if (!await IsOfAsync(ruleSet, draft, id))
            return NotFound(id);
        var answer = await Grain(id).StopAsync(actor.Name);
        return answer.Succeeded ? await SightAsync(answer.Value, actor, cancellation) : answer.Refusal;
    }

    public async Task<Answer<ShadowSight>> FindAsync(string ruleSet, string draft, Guid id, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(Read);
        if (!await IsOfAsync(ruleSet, draft, id))
            return NotFound(id);
        var answer = await Grain(id).GetAsync();
        return answer.Succeeded ? await SightAsync(answer.Value, actor, cancellation) : answer.Refusal;
    }

    /// <summary>All runs of a draft, the newest first.</summary>
    public Task<IReadOnlyList<ShadowRun>> ListAsync(string ruleSet, string draft, Actor actor)
    {
        actor.Require(Read);
        return runs.OfDraftAsync(ruleSet, draft);
    }

    /// <summary>What its author wrote of a draft; null where the draft is not known any more.</summary>
    public async Task<string?> NoteAsync(ShadowRun run) => (await grains.GetGrain<IRuleSetGrain>(run.RuleSet).GetDraftAsync(run.Draft)).Value?.Note;

    /// <summary>What the norms of both sides are called.</summary>
    public async Task<NormNames> NamesAsync(ShadowRun run)
    {
        var head = (await catalogue.FindSetAsync(run.RuleSet))?.Version;
        var found = new[]
        {
            head is { } version ? await trees.FindAsync(run.RuleSet, SideKey.OfVersion(version)) : null,
            await trees.FindAsync(run.RuleSet, SideKey.OfShadow(run.Id)),
        };
        return NormNames.Of([.. found.OfType<ComparedTree>().Select(static tree => tree.Tree)]);
    }

    private async Task<ShadowSight> SightAsync(ShadowProgress progress, Actor actor, CancellationToken cancellation)
    {
        var isWhole = (await reaches.OfAsync(actor, ReplayDesk.Run, cancellation)).IsAll;
        return new(isWhole ? progress : progress with { Report = WithoutPeople(progress.Report) }, isWhole);
    }

    private static ImpactReport WithoutPeople(ImpactReport report) => report with
    {
        Groups = [],
        Agents = [],
        Examples = [],
        Norms = [.. report.Norms.Select(static norm => norm with { Outcomes = [.. norm.Outcomes.Select(static change => change with { Examples = [] })] })],
    };

    private async Task<bool> IsOfAsync(string ruleSet, string draft, Guid id) => await runs.FindAsync(id) is { } run && (run.RuleSet, run.Draft) == (ruleSet, draft);

    private static Refusal NotFound(Guid id) => Refusal.Of(RefusalKind.NotFound, $"there is no shadow run '{id}' of this draft");

    private IShadowGrain Grain(Guid id) => grains.GetGrain<IShadowGrain>(id);
}

/// <summary>A shadow run as somebody may see it.</summary>
/// <param name="IsWhole">Whether groups, agents and dialogues are in it too.</param>
public sealed record ShadowSight(ShadowProgress Progress, bool IsWhole);
