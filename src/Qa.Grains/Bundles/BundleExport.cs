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
        var now = time.GetUtcNow();
        await database.WriteAsync(session => AuditRows.AddAsync(session, new(now, actor, "export bundle", selection.RuleSet ?? "all sets", "")), cancellation);
        await database.ReadAsync(
            async session =>
            {
                var writer = new BundleWriter(target);
                await writer.WriteAsync(new BundleHeader { Schema = BundleHeader.CurrentSchema, At = now, By = actor, Selection = selection }, cancellation);
                await foreach (var publication in BundleRows.Publications(session).WithCancellation(cancellation))
                    await writer.WriteAsync(publication, cancellation);
                await foreach (var version in BundleRows.Versions(session).WithCancellation(cancellation))
                    await writer.WriteAsync(version, cancellation);
                await WriteScorecardsAsync(session, writer, selection, cancellation);
                await writer.WriteAsync(
                    new BundleEnd
                    {
                        Lines = writer.Lines,
                        Checkpoint = await checkpoints.TakeAsync(session),
                        Signature = Convert.ToBase64String(key.Sign(BundleEnd.SigningPayload(writer.Lines, writer.Seal))),
                    },
                    cancellation);
                return true;
            },
            cancellation);
        await target.FlushAsync(cancellation);
    }

    private static async Task WriteScorecardsAsync(DatabaseSession session, BundleWriter writer, BundleSelection selection, CancellationToken cancellation)
    {
        var after = "";
        while (await BundleRows.IdsAsync(session, selection, after) is { Count: > 0 } ids)
        {
            after = ids[^1];
            var interactions = (await BundleRows.InteractionsAsync(session, ids)).ToDictionary(static one => (one.Id, one.Revision));
            var last = ("", 0L);
            foreach (var scorecard in await BundleRows.ScorecardsAsync(session, selection, ids))
            {
                // What is no longer stored is missing in the bundle too, where its scorecards tell of it.
                var of = (scorecard.Interaction, scorecard.Revision);
                if (of != last && interactions.TryGetValue(of, out var interaction))
                    await writer.WriteAsync(interaction, cancellation);
                last = of;
                await writer.WriteAsync(scorecard, cancellation);
            }
        }
    }
}
