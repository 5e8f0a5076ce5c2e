using Microsoft.Data.Sqlite;

namespace Qa.Grains.Storage;

/// <summary>A transaction on the SQLite file. A writing one holds the whole database, so locks of rows say nothing more.</summary>
internal sealed class SqliteSession(SqliteConnection connection, SqliteTransaction transaction, SemaphoreSlim? gate)
    : DatabaseSession(connection, transaction)
{
    private SemaphoreSlim? _gate = gate;

    public override string ForUpdate => "";

    public override string SkipLocked(string table) => "";

    public override Task LockAsync(DatabaseLock wanted, CancellationToken cancellation = default) => Task.CompletedTask;

    public override Task<int[]> ExecuteManyAsync(
        string sql, string[] parameters, IReadOnlyList<object?[]> rows, CancellationToken cancellation = default)
    {
        var changed = new int[rows.Count];
        if (rows.Count == 0)
            return Task.FromResult(changed);
        using var command = ((SqliteConnection)Connection).CreateCommand();
        command.Transaction = (SqliteTransaction)Transaction;
        command.CommandText = sql;
        Bind(command.Parameters, command.CreateParameter, parameters, rows[0]);
        command.Prepare();
        for (var row = 0; row < rows.Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var index = 0; index < parameters.Length; index++)
                command.Parameters[index].Value = rows[row][index] ?? DBNull.Value;
            changed[row] = command.ExecuteNonQuery();
        }

        return Task.FromResult(changed);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Interlocked.Exchange(ref _gate, null)?.Release();
    }
}
