using System.Text;
using Qa.Grains.Inspection.Intake;
using Qa.Grains.Inspection.Leases;
using Qa.Grains.Inspection.Results;
using Qa.Grains.Inspection.Tasks;
using Qa.Grains.Inspection.Work;
using Qa.Grains.Publication.Log;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Storage;
using Qa.Rules.Compilation;

namespace Qa.Grains.Live;

/// <summary>The transactions of live inspection.</summary>
internal sealed class LiveStore(Database database, CompiledVersions versions, WorkSignal work, TimeProvider time)
{
    public Task<bool> IsStoredAsync(string interaction) =>
        database.ReadAsync(async session => await InteractionRows.FirstHashAsync(session, interaction) is not null);

    public Task<IReadOnlyList<string>> ReadTurnsAsync(string interaction) => database.ReadAsync(session => LiveRows.ReadTurnsAsync(session, interaction));

    public Task<IReadOnlyList<LiveAlert>> ReadAlertsAsync(string interaction) => database.ReadAsync(session => LiveRows.ReadAlertsAsync(session, interaction));

    public Task<DateTimeOffset?> LastTurnAtAsync(string interaction) => database.ReadAsync(session => LiveRows.LastTurnAtAsync(session, interaction));

    public Task<IReadOnlyList<RuleSetHead>> ReadHeadsAsync() => database.ReadAsync(RuleSetRows.ReadAllAsync);

    /// <summary>Stores a turn with its alerts.</summary>
    /// <returns>The alerts with their numbers; null when another turn was stored in its place, and then nothing is stored.</returns>
    public Task<IReadOnlyList<LiveAlert>?> AddTurnAsync(string interaction, long index, string content, IReadOnlyList<LiveAlert> alerts) => database.WriteAsync(async session =>
    {
        if (!await LiveRows.AddTurnAsync(session, interaction, index, content, time.GetUtcNow()))
            return null;
        if (alerts.Count == 0)
            return alerts;
        await session.LockAsync(DatabaseLock.Alerts);
        var last = await LiveRows.LastAlertAsync(session);
        await LiveRows.AddAlertsAsync(session, alerts);
        return (IReadOnlyList<LiveAlert>?)[.. (await LiveRows.ReadAlertsAsync(session, interaction)).Where(alert => alert.Number > last)];
    });

    /// <summary>Makes a conversation an interaction: what it was judged by scores it at once, every other set that fits when it can.</summary>
    /// <param name="pins">Of the sets that are online.</param>
    /// <param name="routes">Every set that fits.</param>
    public async Task<LiveResult> EndAsync(ReceivedInteraction received, IReadOnlyList<LivePin> pins, IReadOnlyList<Routing.Route> routes)
    {
        var trees = new Dictionary<LivePin, CompiledTree>();
        foreach (var pin in pins)
            trees.Add(pin, await versions.GetAsync(pin.RuleSet, pin.Lease.Version));
        await database.WriteAsync(async session =>
        {
            // A conversation that was ended by another activation a moment ago is there, with all that belongs to it.
            if (!(await InteractionRows.AddAsync(session, [received], time.GetUtcNow()))[0])
                return;
            foreach (var pin in pins)
                await ScoreAsync(session, received, pin, trees[pin]);
            foreach (var route in routes.Where(route => pins.All(pin => pin.RuleSet != route.RuleSet)))
            {
                var head = await RuleSetRows.ReadAsync(session, route.RuleSet);
                var task = await TaskRows.IntakeAsync(session, head!, 1, time.GetUtcNow());
                await TaskItemRows.AddAsync(session, task, [(received.Interaction.Id, 1)]);
            }

            await LiveRows.RemoveTurnsAsync(session, received.Interaction.Id);
        });
        work.Raise();
        return (await ResultAsync(received.Interaction.Id))!;
    }

    /// <summary>What an ended conversation came to; null when there is no such interaction.</summary>
    public Task<LiveResult?> ResultAsync(string interaction) => database.ReadAsync(async session =>
    {
        if (await InteractionRows.FirstHashAsync(session, interaction) is not { } hash)
            return null;
        var scorecards = await session.QueryAsync<StoredScorecard>(
            $"{StoredScorecardRows.Select} WHERE interaction_id = @interaction AND revision = 1 ORDER BY rule_set, scored_at", new { interaction });
        return new LiveResult(interaction, hash, [.. scorecards.Select(static one => Encoding.UTF8.GetString(one.Body))]);
    });

    private async Task ScoreAsync(DatabaseSession session, ReceivedInteraction received, LivePin pin, CompiledTree tree)
    {
        var published = await PublicationRows.OfVersionAsync(session, pin.RuleSet, pin.Lease.Version)
            ?? throw new InvalidOperationException(Invariant($"The log does not have version {pin.Lease.Version} of '{pin.RuleSet}'."));
        var version = new PinnedVersion(pin.Lease, published.TreeHash, published.RecordHash, published.At);
        var task = await TaskRows.AddAsync(session, pin.RuleSet, TaskKind.Live, received.Interaction.Id, "live", null, 1, pin.Lease.StartsAt);
        await LeaseRows.AddAsync(session, task, pin.Lease);
        await TaskItemRows.AddAsync(session, task, [(received.Interaction.Id, 1)]);
        var owner = Guid.NewGuid().ToString("n");
        var items = await ClaimRows.TakeAllAsync(session, task, owner, time.GetUtcNow());

        // The version was decided when the conversation began, which is when its scoring began.
        var scored = ItemScorer.Score(items[0], tree, version, pin.Lease.StartsAt);
        if (scored.Fault is { } fault)
            throw new InvalidOperationException($"The conversation '{received.Interaction.Id}' cannot be scored: {fault}");
        await ClaimRows.EndAsync(session, owner, [(items[0].Id, TaskItemRows.Scored, null)]);
        await ScorecardRows.AddAsync(session, new(task, pin.RuleSet, owner, version, items), [scored]);
        await TaskRows.CountAsync(session, task, scored: 1, setAside: 0);
        await TaskRows.FinishAsync(session, task, time.GetUtcNow());
    }
}
