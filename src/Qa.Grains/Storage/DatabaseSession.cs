using System.Data.Common;
using Dapper;

namespace Qa.Grains.Storage;

/// <summary>
/// One transaction. Statements are SQL that both databases read alike; parameters are the properties of an object, by name.
/// Times are UTC ticks (<see cref="DateTime.Ticks"/>), whole numbers 64 bits, documents their UTF-8 bytes.
/// </summary>
public abstract class DatabaseSession(DbConnection connection, DbTransaction transaction, WriterRun run) : IAsyncDisposable
{
    /// <summary>Ends a SELECT whose rows are about to be changed: others that want them wait.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>The same, but rows that another transaction holds are left out.</summary>
    public abstract string SkipLocked(string table);

    /// <summary>A condition that a column is one of many whole numbers or texts; the parameter's value is made by <see cref="Many(IEnumerable{long})"/>.</summary>
    public abstract string IsAnyOf(string column, string parameter);

    /// <summary>What stands after a table's name so that rows are found by an index, where the database could not know better.</summary>
    public abstract string LedBy(string index);

    /// <summary>A condition that a text begins as the parameter says; an index over the column is used.</summary>
    public abstract string StartsWith(string column, string parameter);

    /// <summary>Many whole numbers as one parameter, so that the statement stays the same however many there are.</summary>
    public abstract object Many(IEnumerable<long> values);

    /// <summary>The same of texts.</summary>
    public abstract object Many(IEnumerable<string> values);

    /// <summary>A text of a JSON document that is kept as bytes in UTF-8.</summary>
    /// <param name="path">Keys from the outermost in; letters only.</param>
    public abstract string JsonText(string column, params ReadOnlySpan<string> path);

    /// <summary>Who writes in it.</summary>
    public WriterRun Run { get; } = run;

    protected DbConnection Connection { get; } = connection;

    protected DbTransaction Transaction { get; } = transaction;

    /// <summary>Number of rows changed.</summary>
    public Task<int> ExecuteAsync(string sql, object? parameters = null, CancellationToken cancellation = default) =>
        Connection.ExecuteAsync(new CommandDefinition(sql, parameters, Transaction, cancellationToken: cancellation));

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null, CancellationToken cancellation = default) =>
        (await Connection.QueryAsync<T>(new CommandDefinition(sql, parameters, Transaction, cancellationToken: cancellation))).AsList();

    /// <summary>The only row, or the default when there is none.</summary>
    /// <exception cref="InvalidOperationException">There are several.</exception>
    public Task<T?> QuerySingleAsync<T>(string sql, object? parameters = null, CancellationToken cancellation = default) =>
        Connection.QuerySingleOrDefaultAsync<T>(new CommandDefinition(sql, parameters, Transaction, cancellationToken: cancellation));

    /// <summary>Rows one by one, for what does not fit into memory.</summary>
    public IAsyncEnumerable<T> StreamAsync<T>(string sql, object? parameters = null) =>
        Connection.QueryUnbufferedAsync<T>(sql, parameters, Transaction);

    /// <summary>Inserts rows in as few round trips as the database allows.</summary>
    /// <param name="key">Columns of a unique index: rows that are there already, or twice among the new ones, are left out. Empty: they are an error.</param>
    /// <param name="rows">Values in the order of the columns: texts, 64-bit whole numbers, doubles, bytes or null.</param>
    /// <returns>For each row, whether it was added.</returns>
    public abstract Task<bool[]> InsertManyAsync(
        string table, string[] columns, string[] key, IReadOnlyList<object?[]> rows, CancellationToken cancellation = default);

    /// <summary>Waits until this transaction alone holds the lock, to its end.</summary>
    public abstract Task LockAsync(DatabaseLock wanted, CancellationToken cancellation = default);

    /// <summary>Has what this transaction deletes overwritten in the file, where the database would only let go of it.</summary>
    public virtual Task OverwriteDeletedAsync(CancellationToken cancellation = default) => Task.CompletedTask;

    public Task CommitAsync(CancellationToken cancellation) => Transaction.CommitAsync(cancellation);

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
