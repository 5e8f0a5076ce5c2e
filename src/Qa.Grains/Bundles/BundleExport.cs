using Qa.Grains.Auditing;
using Qa.Grains.Publication.Checkpoints;
using Qa.Grains.Storage;

namespace Qa.Grains.Bundles;

/// <summary>Writes a bundle: one state of the database, in bounded memory, sealed line by line and signed at its end.</summary>
public sealed class BundleExport(Database database, CheckpointTaking checkpoints, InstallationKey key, TimeProvider time)
{
    /// <summary>Writes a whole bundle. What was cut off has no end, which its reader is told.</summary>
    public async Task WriteAsync(Stream target, BundleSelection selection, string actor, CancellationToken cancellation = default)
    {
        // Without a key nothing is begun that could not be signed at its end.
        _ = key.PublicKey;
        var now = time.GetUtcNow();
        var entry = new AuditEntry(now, actor, "export bundle", selection.RuleSet ?? "all sets", selection.HistoryOnly == true ? "publications and trees alone" : Invariant($"from {selection.From:O}, to {selection.To:O}")) { Kind = AuditKind.Read };
        await database.WriteAsync(session => AuditRows.AddAsync(session, entry), cancellation);
        var lines = await database.ReadAsync(
            async session =>
            {
                var writer = new BundleWriter(target);
                await writer.WriteAsync(new BundleHeader { Schema = BundleHeader.CurrentSchema, At = now, By = actor, Selection = selection }, cancellation);
                await foreach (var publication in BundleRows.Publications(session).WithCancellation(cancellation))
                    await writer.WriteAsync(publication, cancellation);
                await foreach (var version in BundleRows.Versions(session).WithCancellation(cancellation))
                    await writer.WriteAsync(version, cancellation);
                if (selection.HistoryOnly != true)
                    await WriteScorecardsAsync(session, writer, selection, cancellation);
                await writer.WriteAsync(
                    new BundleEnd
                    {
                        Lines = writer.Lines,
                        Checkpoint = await checkpoints.TakeAsync(session),
                        Signature = Convert.ToBase64String(key.Sign(BundleEnd.SigningPayload(writer.Lines, writer.Seal))),
                    },
                    cancellation);
                return writer.Lines;
            },
            cancellation);
        await target.FlushAsync(cancellation);

        // How many lines they were is known at the end; who broke off has no second entry.
        var end = entry with { At = time.GetUtcNow(), Action = "exported bundle", Detail = Invariant($"{lines} lines") };
        await database.WriteAsync(session => AuditRows.AddAsync(session, end), cancellation);
    }

    private static async Task WriteScorecardsAsync(DatabaseSession session, BundleWriter writer, BundleSelection selection, CancellationToken cancellation)
    {
        var after = "";
        while (await BundleRows.IdsAsync(session, selection, after) is { Count: > 0 } ids)
        {
            after = ids[^1];
            var interactions = (await BundleRows.InteractionsAsync(session, ids)).ToLookup(static one => one.Id);
            foreach (var scorecards in (await BundleRows.ScorecardsAsync(session, selection, ids)).GroupBy(static one => one.Interaction))
                await WriteAsync(writer, [.. interactions[scorecards.Key].OrderBy(static one => one.Revision)], [.. scorecards], cancellation);
        }
    }

    // Revisions up to the last one that was scored, so that none is missing where they arrive. What is no longer stored is missing
    // in the bundle too, where its scorecards tell of it.
    private static async Task WriteAsync(BundleWriter writer, InteractionEntry[] revisions, ScorecardEntry[] scorecards, CancellationToken cancellation)
    {
        var last = scorecards.Max(static one => one.Revision);
        foreach (var revision in revisions.Select(static one => one.Revision).Concat(scorecards.Select(static one => one.Revision)).Distinct().Order().Where(one => one <= last))
        {
            if (Array.Find(revisions, one => one.Revision == revision) is { } interaction)
                await writer.WriteAsync(interaction, cancellation);
            foreach (var scorecard in scorecards.Where(one => one.Revision == revision))
                await writer.WriteAsync(scorecard, cancellation);
        }
    }
}
