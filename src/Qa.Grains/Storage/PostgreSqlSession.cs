using Npgsql;

namespace Qa.Grains.Storage;

/// <summary>A transaction on PostgreSQL.</summary>
internal sealed class PostgreSqlSession(NpgsqlConnection connection, NpgsqlTransaction transaction)
    : DatabaseSession(connection, transaction)
{
    public override string ForUpdate => " FOR UPDATE";

    public override string SkipLocked(string table) => $" FOR UPDATE OF {table} SKIP LOCKED";

    public override Task LockAsync(DatabaseLock wanted, CancellationToken cancellation = default) =>
        ExecuteAsync("SELECT pg_advisory_xact_lock(@key)", new { key = (long)wanted }, cancellation);

    public override async Task<int[]> ExecuteManyAsync(
        string sql, string[] parameters, IReadOnlyList<object?[]> rows, CancellationToken cancellation = default)
    {
        if (rows.Count == 0)
            return [];
        await using var batch = new NpgsqlBatch((NpgsqlConnection)Connection, (NpgsqlTransaction)Transaction);
        foreach (var row in rows)
        {
            var command = new NpgsqlBatchCommand(sql);
            Bind(command.Parameters, static () => new NpgsqlParameter(), parameters, row);
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellation);
        var changed = new int[rows.Count];
        for (var row = 0; row < changed.Length; row++)
            changed[row] = batch.BatchCommands[row].RecordsAffected;
        return changed;
    }
}
