using Npgsql;

namespace Qa.Grains.Storage;

/// <summary>A transaction on PostgreSQL.</summary>
internal sealed class PostgreSqlSession(NpgsqlConnection connection, NpgsqlTransaction transaction, WriterRun run)
    : DatabaseSession(connection, transaction, run)
{
    public override string ForUpdate => " FOR UPDATE";

    public override string SkipLocked(string table) => $" FOR UPDATE OF {table} SKIP LOCKED";

    public override string IsAnyOf(string column, string parameter) => $"{column} = ANY({parameter})";

    // It keeps figures of what its tables hold.
    public override string LedBy(string index) => "";

    // The index is one of patterns: the order of other ones is that of a language.
    public override string StartsWith(string column, string parameter) => $@"{column} LIKE replace(replace(replace({parameter}, '\', '\\'), '%', '\%'), '_', '\_') || '%'";

    public override object Many(IEnumerable<long> values) => values.ToArray();

    public override object Many(IEnumerable<string> values) => values.ToArray();

    public override string JsonText(string column, params ReadOnlySpan<string> path) => $"(convert_from({column}, 'UTF8')::jsonb #>> '{{{string.Join(',', path)}}}')";

    public override Task LockAsync(DatabaseLock wanted, CancellationToken cancellation = default) =>
        ExecuteAsync("SELECT pg_advisory_xact_lock(@key)", new { key = (long)wanted }, cancellation);

    public override async Task<bool[]> InsertManyAsync(
        string table, string[] columns, string[] key, IReadOnlyList<object?[]> rows, CancellationToken cancellation = default)
    {
        if (rows.Count == 0)
            return [];

        // A column is sent as one array, so that a thousand rows are one statement, which stays prepared.
        var names = string.Join(", ", columns);
        var conflict = key.Length == 0 ? "" : $" ON CONFLICT ({string.Join(", ", key)}) DO NOTHING RETURNING {string.Join(", ", key)}";
        await using var command = new NpgsqlCommand(
            $"INSERT INTO {table} ({names}) SELECT * FROM unnest({string.Join(", ", columns.Select(static column => "@" + column))}){conflict}",
            (NpgsqlConnection)Connection, (NpgsqlTransaction)Transaction);
        for (var index = 0; index < columns.Length; index++)
            command.Parameters.Add(new NpgsqlParameter { ParameterName = columns[index], Value = ColumnOf(rows, index) });
        if (key.Length == 0)
        {
            await command.ExecuteNonQueryAsync(cancellation);
            return [.. rows.Select(static _ => true)];
        }

        var inserted = new HashSet<string>(StringComparer.Ordinal);
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
                inserted.Add(string.Join('\0', Enumerable.Range(0, key.Length).Select(reader.GetValue)));
        }

        // Of rows that are the same, the first is the one that was added.
        var places = key.Select(column => Array.IndexOf(columns, column)).ToArray();
        return [.. rows.Select(row => inserted.Remove(string.Join('\0', places.Select(place => row[place]))))];
    }

    private static Array ColumnOf(IReadOnlyList<object?[]> rows, int index) => rows.Select(row => row[index]).FirstOrDefault(static value => value is not null) switch
    {
        long => rows.Select(row => (long?)row[index]).ToArray(),
        double => rows.Select(row => (double?)row[index]).ToArray(),
        byte[] => rows.Select(row => (byte[]?)row[index]).ToArray(),
        null or string => rows.Select(row => (string?)row[index]).ToArray(),
        var other => throw new ArgumentException($"The value {other.GetType().Name} of a row; expected a text, a whole number of 64 bits, a double or bytes."),
    };
}
