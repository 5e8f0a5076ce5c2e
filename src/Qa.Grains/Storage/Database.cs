using System.Data.Common;

namespace Qa.Grains.Storage;

/// <summary>
/// The one database of an installation: a SQLite file, or PostgreSQL. All of ours goes through it, so that reading never
/// waits for writing, writers of one file wait in a fair queue, and what both databases do differently stands here alone.
/// </summary>
public abstract class Database : IAsyncDisposable
{
    /// <summary>Orleans' name for the kind of database.</summary>
    public abstract string OrleansInvariant { get; }

    /// <summary>Where Orleans opens its own connections.</summary>
    public abstract DbDataSource OrleansDataSource { get; }

    /// <summary>Whether several processes can form a cluster on it.</summary>
    public abstract bool IsShared { get; }

    /// <summary>What the database is, without its password: for people and logs.</summary>
    public abstract string ShownName { get; }

    /// <summary>With which others open connections of their own; it holds the password.</summary>
    public abstract string ConnectionString { get; }

    /// <summary>Who writes through this: the run of this process.</summary>
    public WriterRun Run { get; } = new();

    /// <summary>Installs the schema, or upgrades it; safe when several processes do so at once.</summary>
    /// <param name="afterwards">What else belongs to the schema, done under the same lock.</param>
    /// <exception cref="DatabaseUnusableException">The schema is newer than this program, or a step failed; nothing of that step is left.</exception>
    public abstract Task UpgradeSchemaAsync(Func<CancellationToken, Task> afterwards, CancellationToken cancellation = default);

    /// <inheritdoc cref="UpgradeSchemaAsync(Func{CancellationToken, Task}, CancellationToken)"/>
    public Task UpgradeSchemaAsync(CancellationToken cancellation = default) => UpgradeSchemaAsync(static _ => Task.CompletedTask, cancellation);

    /// <summary>How the schema stands; nothing is changed.</summary>
    public abstract Task<SchemaState> SchemaStateAsync(CancellationToken cancellation = default);

    /// <summary>Makes a connection that others have opened like ours.</summary>
    public virtual void Prepare(DbConnection connection)
    {
    }

    /// <summary>Waits for the turn of a writer that opens its own transaction; the turn ends when what is returned is disposed.</summary>
    public virtual ValueTask<IDisposable?> EnterWriterAsync(CancellationToken cancellation = default) => ValueTask.FromResult<IDisposable?>(null);

    /// <summary>Reads one consistent state of the database, without waiting for writers.</summary>
    public async Task<T> ReadAsync<T>(Func<DatabaseSession, Task<T>> read, CancellationToken cancellation = default)
    {
        await using var session = await OpenAsync(forWriting: false, cancellation);
        var result = await read(session);
        await session.CommitAsync(cancellation);
        return result;
    }

    /// <summary>
    /// Does all of <paramref name="write"/>, or nothing of it when it throws or the process ends. When the commit itself is
    /// cut off, its outcome is unknown: what is written must be safe to try again.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<DatabaseSession, Task<T>> write, CancellationToken cancellation = default)
    {
        await using var session = await OpenAsync(forWriting: true, cancellation);
        var result = await write(session);
        await session.CommitAsync(cancellation);
        return result;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<DatabaseSession, Task> write, CancellationToken cancellation = default) =>
        WriteAsync(
            async session =>
            {
                await write(session);
                return true;
            },
            cancellation);

    /// <summary>Writes what was erased over in the files too, where they still hold it for a while.</summary>
    public virtual Task SettleAsync(CancellationToken cancellation = default) => Task.CompletedTask;

    public abstract ValueTask DisposeAsync();

    /// <summary>A session whose transaction has begun.</summary>
    protected abstract Task<DatabaseSession> OpenAsync(bool forWriting, CancellationToken cancellation);
}
