using Microsoft.EntityFrameworkCore;
using Qa.Grains.Storage;
using Qa.Portal.Data;
using Qa.Portal.Platform.Data;

namespace Qa.Portal.Platform.Jobs;

/// <summary>Jobs for those who start them: each sees and cancels the own, and nobody else's.</summary>
/// <param name="handlers">Asked for when the first job is started: a handler may itself start jobs, and so need this.</param>
internal sealed class JobService(
    IDbContextFactory<PortalContext> contexts, Database database, JobSignal signal, JobFiles files, Func<IEnumerable<IJobHandler>> handlers, JobLimits limits, TimeProvider time)
{
    /// <summary>Most jobs of one list.</summary>
    public const int MaximumListed = 200;

    private readonly Lazy<HashSet<string>> _kinds = new(() => handlers().Select(static handler => JobKind.Checked(handler.Kind)).ToHashSet(StringComparer.Ordinal));

    /// <summary>A job of this process's doing has changed. Raised on any thread; changes of other processes are seen by reading again.</summary>
    public event Action<JobChange>? Changed
    {
        add => signal.Changed += value;
        remove => signal.Changed -= value;
    }

    /// <summary>Starts a job; it runs when its turn comes.</summary>
    /// <param name="kind">Of a handler that is registered.</param>
    /// <param name="owner">Name of the account that starts it.</param>
    /// <returns>Null when too many of that account have not ended yet; see <see cref="JobLimits.UnfinishedOfOne"/>.</returns>
    public async Task<JobView?> StartAsync<T>(string kind, T arguments, string owner, CancellationToken cancellation = default)
    {
        if (!_kinds.Value.Contains(kind))
            throw new ArgumentException($"Found the kind '{kind}', expected one that has a handler.", nameof(kind));
        var json = StoredJson.Write(arguments);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(json.Length, Job.MaximumTextLength, nameof(arguments));
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        if (await context.Set<Job>().CountAsync(each => each.Owner == owner && (each.State == JobState.Queued || each.State == JobState.Running), cancellation) >= limits.UnfinishedOfOne)
            return null;
        var job = new Job { Kind = kind, Arguments = json, Owner = owner, CreatedAt = time.GetUtcNow() };
        context.Add(job);
        await context.SaveChangesAsync(cancellation);
        signal.Wake(new(job.Id, owner));
        return JobView.Of(job);
    }

    /// <summary>Jobs of an account, the newest first.</summary>
    /// <param name="before">Only those started before the job of this number; null from the newest on.</param>
    public async Task<IReadOnlyList<JobView>> ListAsync(string owner, long? before = null, int count = MaximumListed, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var jobs = await context.Set<Job>().AsNoTracking().Where(each => each.Owner == owner && (before == null || each.Id < before))
            .OrderByDescending(static each => each.Id).Take(Math.Min(count, MaximumListed)).ToListAsync(cancellation);
        return [.. jobs.Select(JobView.Of)];
    }

    /// <summary>Null where the account has no such job.</summary>
    public async Task<JobView?> FindAsync(long id, string owner, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<Job>().AsNoTracking().SingleOrDefaultAsync(each => each.Id == id && each.Owner == owner, cancellation) is { } job ? JobView.Of(job) : null;
    }

    /// <summary>Cancels a job that has not ended: one that waits at once, one that runs as soon as its handler stops.</summary>
    /// <returns>What the job is now; null where the account has no such job.</returns>
    public async Task<JobView?> CancelAsync(long id, string owner, CancellationToken cancellation = default)
    {
        var changed = await database.WriteAsync(
            session => session.ExecuteAsync(
                """
                UPDATE job SET cancel_requested_at = @now, finished_at = CASE state WHEN 'Queued' THEN @now ELSE finished_at END, state = CASE state WHEN 'Queued' THEN 'Cancelled' ELSE state END
                WHERE id = @id AND owner = @owner AND state IN ('Queued', 'Running') AND cancel_requested_at IS NULL
                """,
                new { id, owner, now = UtcTicks.Of(time.GetUtcNow()) }, cancellation),
            cancellation);
        if (changed > 0)
            signal.Wake(new(id, owner));
        return await FindAsync(id, owner, cancellation);
    }

    /// <summary>The file of a job that is done.</summary>
    /// <returns>Null where the account has no such job, or that has no file.</returns>
    public async Task<JobDownload?> OpenFileAsync(long id, string owner, CancellationToken cancellation = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var job = await context.Set<Job>().AsNoTracking().SingleOrDefaultAsync(each => each.Id == id && each.Owner == owner && each.State == JobState.Done, cancellation);
        return job is { FileKey: { } key, FileName: { } name, FileType: { } type } && files.Open(key) is { } stream ? new(stream, name, type) : null;
    }
}

/// <summary>A file of a job, opened.</summary>
internal sealed record JobDownload(Stream Stream, string Name, string Type);
