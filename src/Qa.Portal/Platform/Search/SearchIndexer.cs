using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Qa.Grains.Storage;

namespace Qa.Portal.Platform.Search;

/// <summary>
/// Follows what changes, in the order of its arrival, and brings what is searched up to date. Any number of processes may run one: a batch is
/// prepared while others write, and put in its place under a lock of the whole installation, in the transaction in which it leaves the queue.
/// </summary>
internal sealed partial class SearchIndexer(SearchIndex index, Database database, TimeProvider time, ILogger<SearchIndexer> logger) : BackgroundService
{
    /// <summary>Most changes of one transaction: few enough that other writers of a SQLite file wait for a moment only.</summary>
    public const int MaximumBatch = 200;

    // Characters of one transaction, but for a text that alone has more.
    private const int MaximumCharacters = 300_000;

    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    /// <summary>Brings one batch up to date.</summary>
    /// <returns>How many changes were done; 0 when there are no more.</returns>
    public async Task<int> IndexBatchAsync(CancellationToken cancellation = default)
    {
        while (true)
        {
            var batch = await database.ReadAsync(session => PrepareAsync(session, cancellation), cancellation);
            if (batch.Count == 0)
                return 0;
            if (await database.WriteAsync(session => PutAsync(session, batch, cancellation), cancellation))
                return batch.Count;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = LookPeriod;
            try
            {
                if (await IndexBatchAsync(stoppingToken) > 0)
                    continue;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
                pause = PauseAfterFailure;
            }

            await Task.Delay(pause, time, stoppingToken);
        }
    }

    private async Task<IReadOnlyList<Change>> PrepareAsync(DatabaseSession session, CancellationToken cancellation)
    {
        var pending = await session.QueryAsync<SearchPending>(
            """
            SELECT number AS Number, kind AS Kind, id AS Id, change AS Change, title AS Title, text AS Text,
                agent_id AS AgentId, group_id AS GroupId, department_id AS DepartmentId, at AS At
            FROM search_pending ORDER BY number LIMIT @MaximumBatch
            """,
            new { MaximumBatch }, cancellation);
        var batch = new List<Change>();
        var characters = 0;
        foreach (var change in pending.TakeWhile(_ => characters < MaximumCharacters))
        {
            var prepared = await PrepareAsync(session, change, cancellation);
            characters += prepared?.Compared.Length ?? 0;
            batch.Add(new(change, prepared));
        }

        return batch;
    }

    // False where another process was faster with some of it.
    private async Task<bool> PutAsync(DatabaseSession session, IReadOnlyList<Change> batch, CancellationToken cancellation)
    {
        await session.LockAsync(DatabaseLock.Search, cancellation);
        var numbers = session.Many(batch.Select(static change => change.Pending.Number));
        if (await session.QuerySingleAsync<long>($"SELECT count(*) FROM search_pending WHERE {session.IsAnyOf("number", "@numbers")}", new { numbers }, cancellation) < batch.Count)
            return false;
        await session.ExecuteAsync($"DELETE FROM search_pending WHERE {session.IsAnyOf("number", "@numbers")}", new { numbers }, cancellation);
        var last = batch.Where(static change => change.Prepared is not null || change.Pending.Change == SearchPending.RemoveChange)
            .GroupBy(static change => (change.Pending.Kind, change.Pending.Id)).Select(static same => same.Last()).ToList();

        // Erased since it was read: whoever erased it has taken it out, and it is not put in again.
        var erased = (await session.QueryAsync<string>(
            $"SELECT DISTINCT id FROM interaction WHERE erasure IS NOT NULL AND {session.IsAnyOf("id", "@read")}",
            new { read = session.Many(last.Where(static change => change.Pending.Change == SearchPending.ReadChange).Select(static change => change.Pending.Id)) }, cancellation)).ToHashSet(StringComparer.Ordinal);
        foreach (var removed in last.Where(static change => change.Prepared is null))
            await index.RemoveAsync(session, removed.Pending.Kind, removed.Pending.Id, cancellation);
        await index.PutAsync(
            session, last.Where(change => change.Prepared is not null && !(change.Pending.Change == SearchPending.ReadChange && erased.Contains(change.Pending.Id))).Select(static change => change.Prepared!), cancellation);
        return true;
    }

    // What cannot be prepared is a defect of whoever sent it, or of ours: those after it do not wait for it.
    private async Task<PreparedDocument?> PrepareAsync(DatabaseSession session, SearchPending change, CancellationToken cancellation)
    {
        var document = change.Change switch
        {
            SearchPending.PutChange => change.ToDocument(),
            SearchPending.ReadChange => await InteractionText.ReadAsync(session, change.Id, cancellation),
            _ => null,
        };
        try
        {
            return document is null ? null : PreparedDocument.Of(document);
        }
        catch (ArgumentException exception)
        {
            LogNotIndexed(change.Number, change.Kind, exception);
            return null;
        }
    }

    private sealed record Change(SearchPending Pending, PreparedDocument? Prepared);

    [LoggerMessage(Level = LogLevel.Error, Message = "What is searched could not be brought up to date; it is tried again")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The change {Number} of kind {Kind} cannot be searched and is left out")]
    private partial void LogNotIndexed(long number, string kind, Exception exception);
}
