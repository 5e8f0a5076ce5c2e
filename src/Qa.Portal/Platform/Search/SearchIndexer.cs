using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Qa.Grains.Storage;

namespace Qa.Portal.Platform.Search;

/// <summary>
/// Follows what changes, in the order of its arrival, and brings what is searched up to date. Any number of processes may run one: a batch is
/// taken under a lock of the whole installation, and leaves the queue in the transaction in which it is put in its place.
/// </summary>
internal sealed partial class SearchIndexer(SearchIndex index, Database database, TimeProvider time, ILogger<SearchIndexer> logger) : BackgroundService
{
    /// <summary>Most changes of one transaction: few enough that other writers of a SQLite file wait for a moment only.</summary>
    public const int MaximumBatch = 50;

    // Characters of one transaction, but for a text that alone has more.
    private const int MaximumCharacters = 300_000;

    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    /// <summary>Brings one batch up to date.</summary>
    /// <returns>How many changes were done; 0 when there are no more.</returns>
    public async Task<int> IndexBatchAsync(CancellationToken cancellation = default)
    {
        // Looking comes first, and waits for nobody.
        if (await database.ReadAsync(session => session.QuerySingleAsync<long?>("SELECT min(number) FROM search_pending", cancellation: cancellation), cancellation) is null)
            return 0;
        return await database.WriteAsync(session => IndexBatchAsync(session, cancellation), cancellation);
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

    private async Task<int> IndexBatchAsync(DatabaseSession session, CancellationToken cancellation)
    {
        await session.LockAsync(DatabaseLock.Search, cancellation);
        var pending = await session.QueryAsync<SearchPending>(
            """
            SELECT number AS Number, kind AS Kind, id AS Id, change AS Change, title AS Title, text AS Text,
                agent_id AS AgentId, group_id AS GroupId, department_id AS DepartmentId, at AS At
            FROM search_pending ORDER BY number LIMIT @MaximumBatch
            """,
            new { MaximumBatch }, cancellation);
        var last = new Dictionary<(string Kind, string Id), PreparedDocument?>();
        var (done, characters) = (new List<long>(), 0);
        foreach (var change in pending)
        {
            if (characters >= MaximumCharacters)
                break;
            done.Add(change.Number);
            var prepared = await PrepareAsync(session, change, cancellation);
            characters += prepared?.Compared.Length ?? 0;
            if (prepared is not null || change.Change == SearchPending.RemoveChange)
                last[(change.Kind, change.Id)] = prepared;
        }

        foreach (var (removed, _) in last.Where(static each => each.Value is null))
            await index.RemoveAsync(session, removed.Kind, removed.Id, cancellation);
        await index.PutAsync(session, last.Values.OfType<PreparedDocument>(), cancellation);
        await session.ExecuteAsync($"DELETE FROM search_pending WHERE {session.IsAnyOf("number", "@numbers")}", new { numbers = session.Many(done) }, cancellation);
        return done.Count;
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

    [LoggerMessage(Level = LogLevel.Error, Message = "What is searched could not be brought up to date; it is tried again")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The change {Number} of kind {Kind} cannot be searched and is left out")]
    private partial void LogNotIndexed(long number, string kind, Exception exception);
}
