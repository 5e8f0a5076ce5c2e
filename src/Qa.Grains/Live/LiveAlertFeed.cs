using System.Runtime.CompilerServices;
using Qa.Grains.Inspection.Work;
using Qa.Grains.Storage;

namespace Qa.Grains.Live;

/// <summary>
/// The alerts as they are raised, for those who watch: each once and in order, also over a cut connection, whichever process
/// raised them. Those of this process come at once, those of others when the table is looked at next.
/// </summary>
public sealed class LiveAlertFeed(Database database, TimeProvider time)
{
    /// <summary>How far back the newest alerts are looked for.</summary>
    public const int MaximumLooked = 5_000;

    private const int PageSize = 500;
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(250);
    private readonly WorkSignal _raised = new();

    /// <summary>The alerts after one, then those that come; between them, every so often, null as a sign of life.</summary>
    /// <param name="after">Number of the last one that was seen; null to begin with what comes.</param>
    public async IAsyncEnumerable<LiveAlert?> ReadAsync(long? after, TimeSpan lifeSign, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var last = after ?? await database.ReadAsync(LiveRows.LastAlertAsync, cancellation);
        var told = time.GetTimestamp();
        yield return null;
        while (true)
        {
            var next = _raised.Next;
            var alerts = await database.ReadAsync(session => LiveRows.ReadAlertsAsync(session, last, PageSize), cancellation);
            foreach (var alert in alerts)
            {
                last = alert.Number;
                yield return alert;
            }

            if (alerts.Count == PageSize)
                continue;
            if (alerts.Count > 0)
            {
                told = time.GetTimestamp();
            }
            else if (time.GetElapsedTime(told) >= lifeSign)
            {
                told = time.GetTimestamp();
                yield return null;
            }

            await Task.WhenAny(next, Task.Delay(LookPeriod, time, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The newest alerts of some agents, the newest first, of the last <see cref="MaximumLooked"/>.</summary>
    /// <param name="agents">工号; null for all.</param>
    /// <returns>With the number of the last alert that there is, of whomever: what comes after it is new.</returns>
    public Task<(IReadOnlyList<LiveAlert> Alerts, long Last)> LatestAsync(IReadOnlyCollection<string>? agents, int limit, CancellationToken cancellation = default) => database.ReadAsync(
        async session =>
        {
            var last = await LiveRows.LastAlertAsync(session);
            return (await LiveRows.ReadLatestAsync(session, last - MaximumLooked, agents, limit), last);
        },
        cancellation);

    internal void Raise() => _raised.Raise();
}
