using Qa.Grains.Auditing;
using Qa.Grains.Publication;
using Qa.Grains.Storage;

namespace Qa.Grains.Bundles;

/// <summary>
/// Takes a bundle of another installation in: the log where it continues ours, versions, interactions and scorecards, all in one
/// transaction. Sets arrive offline, so that nothing is scored by them before somebody brings them online.
/// </summary>
public sealed class BundleImport(Database database, TimeProvider time)
{
    /// <param name="bundle">Can be read twice: it is checked whole before anything is taken in.</param>
    /// <param name="expectedKey">Fingerprint of the key that must have signed it; null to take any, which only shows that it is whole.</param>
    /// <returns>What was added, or why nothing was. Imported again, nothing is doubled.</returns>
    public async Task<Answer<ImportReport>> RunAsync(Stream bundle, string actor, string? expectedKey = null, CancellationToken cancellation = default)
    {
        var check = await BundleCheck.RunAsync(bundle, expectedKey, cancellation: cancellation);
        if (!check.Holds)
            return Refusal.Of(RefusalKind.InvalidRequest, $"the bundle does not hold: {check.Findings[0]}");
        bundle.Position = 0;
        try
        {
            return await database.WriteAsync(session => TakeInAsync(session, bundle, check.Key!, actor, cancellation), cancellation);
        }
        catch (BundleRefusedException refused)
        {
            return refused.Refusal;
        }
    }

    private async Task<ImportReport> TakeInAsync(DatabaseSession session, Stream bundle, string key, string actor, CancellationToken cancellation)
    {
        await session.LockAsync(DatabaseLock.PublicationLog, cancellation);
        var log = new ImportedLog(session, time.GetUtcNow());
        var work = new ImportedWork(session, time.GetUtcNow(), actor);
        await foreach (var line in BundleReader.ReadAsync(bundle, cancellation))
        {
            switch (line.Entry)
            {
                case PublicationEntry publication:
                    await log.TakeAsync(publication);
                    break;
                case VersionEntry version:
                    await log.TakeAsync(version);
                    break;
                case InteractionEntry interaction:
                    await log.FinishAsync();
                    await work.TakeAsync(interaction);
                    break;
                case ScorecardEntry scorecard:
                    await log.FinishAsync();
                    await work.TakeAsync(scorecard);
                    break;
            }
        }

        await log.FinishAsync();
        await work.FinishAsync();
        await AuditRows.AddAsync(session, new(
            time.GetUtcNow(), actor, "import bundle", Invariant($"{log.Added} publications"), Invariant($"{work.Interactions} interactions, {work.Scorecards} scorecards, signed by the key {key}")));
        return new(log.Added, work.Interactions, work.Scorecards, work.AlreadyThere, key);
    }
}
