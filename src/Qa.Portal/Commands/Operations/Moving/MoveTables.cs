using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;
using Qa.Grains.Storage;

namespace Qa.Portal.Commands.Operations.Moving;

/// <summary>Which tables are moved: all that the schema of PostgreSQL has, but for what belongs to the database itself or is made anew.</summary>
internal static class MoveTables
{
    // The journals of the schema, Orleans' statements and members, and the search index, which is of another form in each database.
    private static readonly HashSet<string> Left = new(StringComparer.OrdinalIgnoreCase)
    {
        "schemaversions", "portal_migration", "orleansquery", "orleansmembershiptable", "orleansmembershipversiontable", "search_document",
    };

    /// <exception cref="DatabaseUnusableException">A table or column is there on one side alone: nothing may be lost unseen.</exception>
    public static async Task<IReadOnlyList<MovedTable>> OfAsync(SqliteConnection source, NpgsqlConnection target, CancellationToken cancellation)
    {
        var there = await TargetAsync(target, cancellation);
        var here = await SourceAsync(source, cancellation);
        foreach (var table in here.Keys.Where(name => !Left.Contains(name) && !IsOfSqlite(name)))
        {
            if (!there.TryGetValue(table, out var columns))
                throw new DatabaseUnusableException($"The table {table} of the file has no counterpart in PostgreSQL.");
            if (here[table].Except(columns.Select(static column => column.Name), StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } lost)
                throw new DatabaseUnusableException($"The column {table}.{lost} of the file has no counterpart in PostgreSQL.");
        }

        var tables = there.Where(static table => !Left.Contains(table.Key)).Select(static table => new MovedTable(table.Key, table.Value)).OrderBy(static table => table.Name, StringComparer.Ordinal).ToList();
        foreach (var table in tables)
        {
            if (!here.TryGetValue(table.Name, out var columns) || table.Columns.FirstOrDefault(column => !columns.Contains(column.Name, StringComparer.OrdinalIgnoreCase)) is not null)
                throw new DatabaseUnusableException($"The table {table.Name} of PostgreSQL has no counterpart in the file, or one with other columns.");
        }

        return tables;
    }

    private static bool IsOfSqlite(string table) => table.StartsWith("sqlite_", StringComparison.Ordinal) || table.StartsWith("search_index", StringComparison.Ordinal) || table.StartsWith("__EF", StringComparison.Ordinal);

    private static async Task<Dictionary<string, List<string>>> SourceAsync(SqliteConnection source, CancellationToken cancellation)
    {
        var tables = new Dictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
        await using var command = source.CreateCommand();
        command.CommandText = "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.cid";
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (!tables.TryGetValue(reader.GetString(0), out var columns))
                tables.Add(reader.GetString(0), columns = []);
            columns.Add(reader.GetString(1));
        }

        return tables;
    }

    private static async Task<Dictionary<string, List<MovedColumn>>> TargetAsync(NpgsqlConnection target, CancellationToken cancellation)
    {
        var tables = new Dictionary<string, List<MovedColumn>>(StringComparer.OrdinalIgnoreCase);
        await using var command = new NpgsqlCommand(
            """
            SELECT c.table_name::text, c.column_name::text, c.udt_name::text, coalesce(c.datetime_precision, 0)::int, c.is_identity = 'YES'
            FROM information_schema.columns c JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
            WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' ORDER BY c.table_name, c.ordinal_position
            """,
            target);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var (table, column, type) = (reader.GetString(0), reader.GetString(1), reader.GetString(2));
            if (!tables.TryGetValue(table, out var columns))
                tables.Add(table, columns = []);
            if (!Left.Contains(table))
                columns.Add(new(column, TypeOf(table, column, type), reader.GetInt32(3), reader.GetBoolean(4)));
        }

        return tables;
    }

    private static NpgsqlDbType TypeOf(string table, string column, string type) => type switch
    {
        "int8" => NpgsqlDbType.Bigint,
        "int4" => NpgsqlDbType.Integer,
        "bool" => NpgsqlDbType.Boolean,
        "text" => NpgsqlDbType.Text,
        "varchar" => NpgsqlDbType.Varchar,
        "bpchar" => NpgsqlDbType.Char,
        "bytea" => NpgsqlDbType.Bytea,
        "float8" => NpgsqlDbType.Double,
        "numeric" => NpgsqlDbType.Numeric,
        "uuid" => NpgsqlDbType.Uuid,
        "date" => NpgsqlDbType.Date,
        "timestamp" => NpgsqlDbType.Timestamp,
        "jsonb" => NpgsqlDbType.Jsonb,
        "timestamptz" => NpgsqlDbType.TimestampTz,
        _ => throw new DatabaseUnusableException($"The column {table}.{column} is of the type {type}, which cannot be moved."),
    };
}
