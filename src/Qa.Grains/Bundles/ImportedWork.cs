using System.Text.Json;
using Qa.Grains.Erasure;
using Qa.Grains.Inspection.Intake;
using Qa.Grains.Inspection.Leases;
using Qa.Grains.Inspection.Tasks;
using Qa.Grains.Inspection.Work;
using Qa.Grains.Publication;
using Qa.Grains.Publication.Log;
using Qa.Grains.Shadow;
using Qa.Grains.Storage;

namespace Qa.Grains.Bundles;

/// <summary>
/// Interactions and scorecards of a bundle on their way in. Numbers of tasks mean something only where they were given, so each
/// task of the bundle becomes a finished one of ours that holds what is new, with its leases.
/// </summary>
internal sealed class ImportedWork(DatabaseSession session, DateTimeOffset now, string actor)
{
    private readonly Dictionary<long, (long Task, long Count)> _tasks = [];

    public long Interactions { get; private set; }

    public long Scorecards { get; private set; }

    /// <summary>Scorecards that were there already.</summary>
    public long AlreadyThere { get; private set; }

    public async Task TakeAsync(InteractionEntry entry)
    {
        if (await InteractionRows.FindAsync(session, entry.Id, entry.Revision) is { } stored)
        {
            if (stored.Hash != entry.Hash)
                throw new BundleRefusedException(Refusal.Of(RefusalKind.OtherContent, Invariant($"interaction '{entry.Id}' revision {entry.Revision} is {stored.Hash} here, and {entry.Hash} in the bundle")));
            return;
        }

        if (entry.Revision > 1 && await InteractionRows.FindAsync(session, entry.Id, entry.Revision - 1) is null)
            throw new BundleRefusedException(Refusal.Of(RefusalKind.OutOfOrder, Invariant($"interaction '{entry.Id}' comes with revision {entry.Revision} and without the one before it")));
        await InteractionRows.AddRevisionAsync(session, ReceivedInteraction.Read(entry.Content).Received! with { Hash = entry.Hash }, entry.Revision, UtcTicks.ToTime(entry.ReceivedAt));
        if (entry.Erased is { } mark)
        {
            var erasure = await ErasureMarks.TakeAsync(session, mark);
            await session.ExecuteAsync("UPDATE interaction SET erasure = @erasure WHERE id = @Id AND revision = @Revision", new { erasure, entry.Id, entry.Revision });
            await ErasureRows.LeaveAsync(session, TombstoneKind.Interaction, entry.Id, entry.Place.Part, entry.Hash, entry.Content, erasure, now);
        }
        else if (await ErasureRows.OfTextAsync(session, entry.Id) is { } ours)
        {
            // Erased here: what another installation still has does not bring it back.
            await InteractionErasure.EraseTextAsync(session, ours, entry.Id, now);
        }

        Interactions++;
    }

    public async Task TakeAsync(ScorecardEntry entry)
    {
        if (await IsThereAsync(entry))
        {
            AlreadyThere++;
            return;
        }

        if (!_tasks.TryGetValue(entry.Task, out var task))
            task = (await TaskRows.AddAsync(session, entry.RuleSet, TaskKind.Batch, Invariant($"imported: task {entry.Task}"), actor, null, 0, now), 0);
        _tasks[entry.Task] = (task.Task, task.Count + 1);
        var published = (await PublicationRows.OfVersionAsync(session, entry.RuleSet, entry.Version))!;
        await LeaseRows.AddAsync(session, task.Task, new(
            entry.Lease, entry.Version, published.Publication, UtcTicks.ToTime(entry.LeaseStartsAt), UtcTicks.ToTime(entry.LeaseEndsAt), LeaseRows.ReasonOf(entry.LeaseReason)));
        var item = await TaskItemRows.AddScoredAsync(session, task.Task, entry.Interaction, entry.Revision);
        using var card = JsonDocument.Parse(entry.Body);
        await ScorecardRows.AddStoredAsync(session, task.Task, item, entry, card.RootElement);
        if (entry.Erased is { } mark)
        {
            var erasure = await ErasureMarks.TakeAsync(session, mark);
            await session.ExecuteAsync("UPDATE scorecard SET erasure = @erasure WHERE task_id = @Task AND item_id = @item", new { erasure, task.Task, item });
            await ErasureRows.LeaveAsync(session, TombstoneKind.Evidence, entry.Interaction, Invariant($"{task.Task}/{item}"), entry.Hash, entry.Body, erasure, now);
        }
        else if (await ErasureRows.OfTextAsync(session, entry.Interaction) is { } ours)
        {
            await InteractionErasure.EraseEvidenceAsync(session, ours, entry.Interaction, before: null, now);
        }

        Scorecards++;
    }

    public async Task FinishAsync()
    {
        foreach (var (task, count) in _tasks.Values)
        {
            // Scored elsewhere, and long ago: what scores along here has no part in it.
            await ShadowResultRows.LeaveOutAsync(session, task);
            await TaskRows.GrowAsync(session, task, count);
            await TaskRows.CountAsync(session, task, count, setAside: 0);
            await TaskRows.FinishAsync(session, task, now);
        }
    }

    private async Task<bool> IsThereAsync(ScorecardEntry entry) => await session.QuerySingleAsync<long>(
        """
        SELECT count(*) FROM scorecard
        WHERE interaction_id = @Interaction AND revision = @Revision AND rule_set = @RuleSet AND version = @Version AND scored_at = @ScoredAt AND hash = @Hash
        """,
        new { entry.Interaction, entry.Revision, entry.RuleSet, entry.Version, entry.ScoredAt, entry.Hash }) > 0;
}
