using Qa.Grains.Auditing;
using Qa.Grains.Erasure;
using Qa.Grains.Storage;
using Qa.Portal.Platform.Jobs;
using Qa.Portal.Platform.Privacy.Lists;

namespace Qa.Portal.Platform.Privacy.Requests;

/// <summary>
/// Carries out a request that was approved, a few interactions at a time. Each is marked when all of it is gone, so that it goes on where
/// it was interrupted, and what was half done is done again.
/// </summary>
internal sealed class EraseJob(ErasureSight sight, Database database, Erasing erasing, ErasureList list, TimeProvider time) : IJobHandler
{
    public const string JobKind = "privacy.erase";

    public string Kind => JobKind;

    public async Task RunAsync(JobRun run, CancellationToken cancellation)
    {
        var id = run.Arguments<RequestJob>().Request;
        if (await sight.FindAsync(id, cancellation) is not { State: ErasureState.Erasing } request)
            return;
        var order = new ErasureOrder(request.Key, ErasureOrder.Request, request.Reason, request.AskedBy, request.DecidedBy);
        var done = 0;
        while (await database.ReadAsync(session => ErasureItemRows.DueAsync(session, id, Erasing.AtOnce), cancellation) is { Count: > 0 } due)
        {
            cancellation.ThrowIfCancellationRequested();
            var held = await erasing.EraseAsync(order, ErasedParts.All, due, evidenceBefore: null, cancellation);
            await database.WriteAsync(session => MarkAsync(session, id, due, held), cancellation);
            await run.ReportAsync(done += due.Count, request.Found, "privacy.erasing");
        }

        await erasing.ForgetWordsAsync(cancellation);
        await list.AppendAsync(request.Key, cancellation);
        await database.WriteAsync(session => EndAsync(session, id, request, cancellation), cancellation);
    }

    private static async Task MarkAsync(DatabaseSession session, long id, IReadOnlyList<string> due, IReadOnlyDictionary<string, long> held)
    {
        await ErasureItemRows.SetErasedAsync(session, id, due.Where(one => !held.ContainsKey(one)));
        await ErasureItemRows.SetHeldAsync(session, id, held);
        await session.ExecuteAsync(
            """
            UPDATE erasure_request SET erased = (SELECT count(*) FROM erasure_item WHERE request_id = @id AND state = 'Erased'),
                held = (SELECT count(*) FROM erasure_item WHERE request_id = @id AND state = 'Held'), version = version + 1
            WHERE id = @id
            """,
            new { id });
    }

    private async Task EndAsync(DatabaseSession session, long id, ErasureRequest request, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (await session.ExecuteAsync("UPDATE erasure_request SET state = 'Done', ended_at = @now, version = version + 1 WHERE id = @id AND state = 'Erasing'", new { id, now = UtcTicks.Of(now) }, cancellation) == 0)
            return;
        var counts = await ErasureRows.CountsAsync(session, request.Key);
        await AuditRows.AddAsync(session, new(now, request.DecidedBy!, "erasure done", ErasureDesk.SubjectOf(id), request.Reason)
        {
            Before = nameof(ErasureState.Erasing), After = string.Join(", ", counts.OrderBy(static one => one.Key, StringComparer.Ordinal).Select(static one => FormattableString.Invariant($"{one.Key}: {one.Value}"))),
        });
    }
}
