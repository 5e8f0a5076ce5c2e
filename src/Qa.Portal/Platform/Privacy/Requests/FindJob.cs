using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Qa.Grains.Storage;
using Qa.Portal.Data;
using Qa.Portal.Platform.Access;
using Qa.Portal.Platform.Data;
using Qa.Portal.Platform.Jobs;
using Qa.Portal.Platform.Notifications;

namespace Qa.Portal.Platform.Privacy.Requests;

/// <summary>Finds what a request is about: looks through everything, counts what would go and what is held, and tells those who may approve it. Erases nothing.</summary>
internal sealed class FindJob(IDbContextFactory<PortalContext> contexts, ErasureSight sight, Database database, Erasing erasing, SoughtCustomer sought, INotifier notifier) : IJobHandler
{
    public const string JobKind = "privacy.find";

    private const int PageSize = 100;

    public string Kind => JobKind;

    public async Task RunAsync(JobRun run, CancellationToken cancellation)
    {
        var id = run.Arguments<RequestJob>().Request;
        if (await sight.FindAsync(id, cancellation) is not { State: ErasureState.Finding } request)
            return;
        if (request.Sought is { } hidden)
            await LookAsync(run, id, hidden, cancellation);
        var (found, held, counts) = await CountAsync(id, cancellation);
        var isWaiting = await database.WriteAsync(
            session => session.ExecuteAsync(
                """
                UPDATE erasure_request SET found = @found, held = @held, counts = @counts, sought = NULL, state = @state, version = version + 1
                WHERE id = @id AND state = 'Finding'
                """,
                new { id, found, held, counts = StoredJson.Write(counts), state = found + held == 0 ? nameof(ErasureState.Nothing) : nameof(ErasureState.Waiting) }, cancellation),
            cancellation) > 0 && found > 0;
        if (isWaiting)
            await TellAsync(request, found, cancellation);
    }

    private async Task TellAsync(ErasureRequest request, int found, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var message = new NotificationMessage("privacy.requested", "notify.erasure", string.Create(CultureInfo.InvariantCulture, $"/privacy/requests/{request.Id}"))
            .With("person", request.AskedBy).With("count", found.ToString(CultureInfo.InvariantCulture)).With("reason", request.Reason);
        await notifier.SendAsync(context, message, await Grantees.OfAsync(context, ErasureDesk.Permission, request.AskedBy, Notifier.MaximumRecipients, cancellation), cancellation);
        await context.SaveChangesAsync(cancellation);
    }

    private async Task LookAsync(JobRun run, long id, string hidden, CancellationToken cancellation)
    {
        var isTheirs = sought.Show(hidden) ?? throw new JobFailedException("privacy.error.keyLost", "the key is lost with which the customer was encrypted: ask again");
        var looked = 0L;
        await foreach (var page in erasing.TracesAsync(PageSize, cancellation))
        {
            var theirs = page.Where(isTheirs).Select(static trace => trace.Interaction).Distinct(StringComparer.Ordinal).ToList();
            if (theirs.Count > 0)
                await database.WriteAsync(session => ErasureItemRows.AddAsync(session, id, theirs, cancellation), cancellation);
            await run.ReportAsync(looked += page.Count, 0, "privacy.finding");
        }
    }

    private async Task<(int Found, int Held, IReadOnlyDictionary<string, long> Counts)> CountAsync(long id, CancellationToken cancellation)
    {
        var (found, heldCount, after) = (0, 0, "");
        var sums = new SortedDictionary<string, long>(StringComparer.Ordinal);
        while (await database.ReadAsync(session => ErasureItemRows.AfterAsync(session, id, after, PageSize), cancellation) is { Count: > 0 } page)
        {
            after = page[^1];
            var (known, held, counts) = await database.ReadAsync(session => LookAtAsync(session, page), cancellation);
            await database.WriteAsync(
                async session =>
                {
                    await ErasureItemRows.RemoveAsync(session, id, page.Where(one => !known.Contains(one)));
                    await ErasureItemRows.SetHeldAsync(session, id, held);
                },
                cancellation);
            (found, heldCount) = (found + known.Count - held.Count, heldCount + held.Count);
            foreach (var (kind, count) in counts)
                sums[kind] = sums.GetValueOrDefault(kind) + count;
        }

        return (found, heldCount, sums);
    }

    private async Task<(IReadOnlySet<string> Known, IReadOnlyDictionary<string, long> Held, IReadOnlyDictionary<string, long> Counts)> LookAtAsync(DatabaseSession session, IReadOnlyList<string> ids)
    {
        var known = await erasing.KnownAsync(session, ids);
        var held = await erasing.HeldAsync(session, ids);
        return (known, held, await erasing.CountAsync(session, [.. ids.Where(one => known.Contains(one) && !held.ContainsKey(one))]));
    }
}
