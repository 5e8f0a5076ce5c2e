using Microsoft.Data.Sqlite;
using Npgsql;
using Qa.Grains.Storage;

namespace Qa.Portal.Commands.Operations.Moving;

/// <summary>
/// Moves every row of a SQLite file to PostgreSQL in one transaction, reads it back there, and commits only when number and sum of every
/// table are the same. The file is only read, and locked against writers meanwhile.
/// </summary>
internal sealed class DatabaseMove(SqliteDatabase source, PostgreSqlDatabase target)
{
    /// <returns>Rows of each table.</returns>
    /// <exception cref="DatabaseUnusableException">The target is not empty, or what arrived is not what was sent; nothing is left there.</exception>
    public async Task<IReadOnlyDictionary<string, long>> RunAsync(CancellationToken cancellation)
    {
        await using var file = new SqliteConnection(source.ConnectionString);
        await file.OpenAsync(cancellation);
        await using var held = file.BeginTransaction(deferred: false);
        await using var server = new NpgsqlConnection(target.ConnectionString);
        await server.OpenAsync(cancellation);
        await using var writing = await server.BeginTransactionAsync(cancellation);
        var tables = await MoveTables.OfAsync(file, server, cancellation);
        await RefuseRowsAsync(server, tables, cancellation);

        // Rows come in the order of the tables' names and are what they were: nothing is to be added to them by a trigger, and what refers
        // to what is checked at the end.
        var constraints = await ConstraintsAsync(server, cancellation);
        await ExecuteAsync(server, constraints.Select(static each => $"ALTER TABLE {each.Table} ALTER CONSTRAINT {each.Name} DEFERRABLE INITIALLY DEFERRED"), cancellation);
        await ExecuteAsync(server, tables.Select(static table => $"ALTER TABLE \"{table.Name}\" DISABLE TRIGGER USER"), cancellation);
        var rows = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables)
            rows.Add(table.Name, await MoveAsync(file, server, table, cancellation));
        await ExecuteAsync(server, ["SET CONSTRAINTS ALL IMMEDIATE"], cancellation);
        await ExecuteAsync(server, constraints.Select(static each => $"ALTER TABLE {each.Table} ALTER CONSTRAINT {each.Name} NOT DEFERRABLE"), cancellation);
        await ExecuteAsync(server, tables.Select(static table => $"ALTER TABLE \"{table.Name}\" ENABLE TRIGGER USER"), cancellation);
        await SetNumbersAsync(file, server, tables, cancellation);
        await QueueForSearchAsync(file, server, cancellation);
        await writing.CommitAsync(cancellation);
        return rows;
    }

    private static async Task RefuseRowsAsync(NpgsqlConnection server, IReadOnlyList<MovedTable> tables, CancellationToken cancellation)
    {
        foreach (var table in tables)
        {
            await using var command = new NpgsqlCommand($"SELECT EXISTS (SELECT 1 FROM \"{table.Name}\")", server);
            if (await command.ExecuteScalarAsync(cancellation) is true)
                throw new DatabaseUnusableException($"The table {table.Name} of PostgreSQL has rows already; an installation is moved into an empty database.");
        }
    }

    private static async Task<long> MoveAsync(SqliteConnection file, NpgsqlConnection server, MovedTable table, CancellationToken cancellation)
    {
        using var sent = new TableSum();
        using var arrived = new TableSum();
        var row = new object?[table.Columns.Count];
        await using (var command = file.CreateCommand())
        {
            command.CommandText = $"SELECT {table.ColumnList} FROM \"{table.Name}\"";
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            await using var importer = await server.BeginBinaryImportAsync($"COPY \"{table.Name}\" ({table.ColumnList}) FROM STDIN (FORMAT BINARY)", cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                await importer.StartRowAsync(cancellation);
                for (var index = 0; index < row.Length; index++)
                {
                    row[index] = ValueOf(reader, index, table);
                    if (row[index] is { } value)
                        await importer.WriteAsync(value, table.Columns[index].Type, cancellation);
                    else
                        await importer.WriteNullAsync(cancellation);
                }

                sent.Add(row);
            }

            await importer.CompleteAsync(cancellation);
        }

        await using (var command = new NpgsqlCommand($"SELECT {table.ColumnList} FROM \"{table.Name}\"", server))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                for (var index = 0; index < row.Length; index++)
                    row[index] = MovedValue.FromServer(reader, index, table.Columns[index]);
                arrived.Add(row);
            }
        }

        return sent.IsSameAs(arrived)
            ? sent.Rows
            : throw new DatabaseUnusableException(FormattableString.Invariant($"Of the table {table.Name}, {sent.Rows} rows were sent and {arrived.Rows} arrived, or they are not the same; nothing was moved."));
    }

    private static object? ValueOf(SqliteDataReader reader, int index, MovedTable table)
    {
        try
        {
            return MovedValue.FromFile(reader.GetValue(index), table.Columns[index]);
        }
        catch (FormatException exception)
        {
            throw new DatabaseUnusableException($"The table {table.Name} of the file: {exception.Message}; nothing was moved.", exception);
        }
    }

    private static async Task<List<(string Table, string Name)>> ConstraintsAsync(NpgsqlConnection server, CancellationToken cancellation)
    {
        var constraints = new List<(string, string)>();
        await using var command = new NpgsqlCommand(
            "SELECT c.conrelid::regclass::text, quote_ident(c.conname) FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace WHERE c.contype = 'f' AND n.nspname = 'public' AND NOT c.condeferrable", server);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            constraints.Add((reader.GetString(0), reader.GetString(1)));
        return constraints;
    }

    // Numbers go on after the greatest that was ever given, also to a row that is gone.
    private static async Task SetNumbersAsync(SqliteConnection file, NpgsqlConnection server, IReadOnlyList<MovedTable> tables, CancellationToken cancellation)
    {
        foreach (var (table, column) in tables.SelectMany(static table => table.Columns.Where(static column => column.IsNumbered).Select(column => (table, column))))
        {
            await using var asked = file.CreateCommand();
            asked.CommandText = $"SELECT max(coalesce((SELECT max(\"{column.Name}\") FROM \"{table.Name}\"), 0), coalesce((SELECT seq FROM sqlite_sequence WHERE name = @table COLLATE NOCASE), 0))";
            asked.Parameters.AddWithValue("@table", table.Name);
            var last = (long)(await asked.ExecuteScalarAsync(cancellation))!;
            if (last <= 0)
                continue;
            await using var command = new NpgsqlCommand("SELECT setval(pg_get_serial_sequence(@table, @column), @last)", server);
            command.Parameters.AddWithValue("table", $"\"{table.Name}\"");
            command.Parameters.AddWithValue("column", column.Name);
            command.Parameters.AddWithValue("last", last);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    // The index is made anew by the server: of interactions from their own table, of other things from what was indexed, where nothing newer waits.
    private static async Task QueueForSearchAsync(SqliteConnection file, NpgsqlConnection server, CancellationToken cancellation)
    {
        await ExecuteAsync(server, ["INSERT INTO search_pending (kind, id, change) SELECT 'interaction', id, 'read' FROM interaction WHERE revision = 1 ORDER BY received_at, id"], cancellation);
        string[] columns = ["kind", "id", "title", "text", "agent_id", "group_id", "department_id", "at"];
        await using var asked = file.CreateCommand();
        asked.CommandText = $"SELECT {string.Join(", ", columns)} FROM search_document d WHERE kind <> 'interaction' AND NOT EXISTS (SELECT 1 FROM search_pending p WHERE p.kind = d.kind AND p.id = d.id) ORDER BY number";
        await using var reader = await asked.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            await using var command = new NpgsqlCommand($"INSERT INTO search_pending ({string.Join(", ", columns)}, change) VALUES ({string.Join(", ", columns.Select(static column => "@" + column))}, 'put')", server);
            for (var index = 0; index < columns.Length; index++)
                command.Parameters.AddWithValue(columns[index], reader.GetValue(index));
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection server, IEnumerable<string> statements, CancellationToken cancellation)
    {
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, server);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }
}
