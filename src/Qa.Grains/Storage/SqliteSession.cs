using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Qa.Grains.Storage;

/// <summary>A transaction on the SQLite file. A writing one holds the whole database, so locks of rows say nothing more.</summary>
internal sealed class SqliteSession(SqliteConnection connection, SqliteTransaction transaction, SemaphoreSlim? gate, WriterRun run)
    : DatabaseSession(connection, transaction, run)
{
    private SemaphoreSlim? _gate = gate;

    public override string ForUpdate => "";

    public override string SkipLocked(string table) => "";

    public override string IsAnyOf(string column, string parameter) => $"{column} IN (SELECT value FROM json_each({parameter}))";

    public override string LedBy(string index) => $" INDEXED BY {index}";

    public override string StartsWith(string column, string parameter) => $"({column} >= {parameter} AND {column} < {parameter} || char(1114111))";

    public override object Many(IEnumerable<long> values) => JsonSerializer.Serialize(values);

    public override object Many(IEnumerable<string> values) => JsonSerializer.Serialize(values);

    public override string JsonText(string column, params ReadOnlySpan<string> path) => $"json_extract(CAST({column} AS TEXT), '$.{string.Join('.', path)}')";

    public override Task LockAsync(DatabaseLock wanted, CancellationToken cancellation = default) => Task.CompletedTask;

    // It stays so for the connection, which only writes a little more.
    public override Task OverwriteDeletedAsync(CancellationToken cancellation = default) => ExecuteAsync("PRAGMA secure_delete = ON", cancellation: cancellation);

    public override Task<bool[]> InsertManyAsync(
        string table, string[] columns, string[] key, IReadOnlyList<object?[]> rows, CancellationToken cancellation = default)
    {
        var added = new bool[rows.Count];
        using var command = ((SqliteConnection)Connection).CreateCommand();
        command.Transaction = (SqliteTransaction)Transaction;
        var conflict = key.Length == 0 ? "" : $" ON CONFLICT ({string.Join(", ", key)}) DO NOTHING";
        command.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(static column => "@" + column))}){conflict}";
        foreach (var column in columns)
            command.Parameters.Add(new SqliteParameter { ParameterName = column });
        for (var row = 0; row < rows.Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var index = 0; index < columns.Length; index++)
                command.Parameters[index].Value = rows[row][index] ?? DBNull.Value;
            added[row] = command.ExecuteNonQuery() == 1;
        }

        return Task.FromResult(added);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Interlocked.Exchange(ref _gate, null)?.Release();
    }
}
