using System.Reflection;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;
using Npgsql;

namespace Qa.Grains.Storage;

/// <summary>
/// Installs and upgrades the schema by the scripts under Schema/, each once, in order, in a transaction of its own. Processes
/// that start together take turns: by an advisory lock in PostgreSQL, by a lock file beside a SQLite file.
/// </summary>
internal static class SchemaUpgrade
{
    private const string ScriptFolder = "Qa.Grains.Storage.Schema.";
    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(
        SqliteDatabase database, string connectionString, Func<CancellationToken, Task> afterwards, CancellationToken cancellation)
    {
        await using var held = await LockFileAsync(database.Path + ".upgrade-lock", cancellation);
        await Task.Run(
            () =>
            {
                database.ChoosePageSize();
                Perform(DeployChanges.To.SqliteDatabase(connectionString), "Sqlite", database.ShownName);
            },
            cancellation);
        await afterwards(cancellation);
    }

    public static async Task RunAsync(
        PostgreSqlDatabase database, string connectionString, Func<CancellationToken, Task> afterwards, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await OpenAsync(connection, database.ShownName, cancellation);
        await using var command = new NpgsqlCommand("SELECT pg_advisory_lock(@key)", connection);
        command.Parameters.AddWithValue("key", (long)DatabaseLock.Schema);
        // The lock ends with the connection, also when this process does.
        await command.ExecuteNonQueryAsync(cancellation);
        await Task.Run(
            () => Perform(DeployChanges.To.PostgresqlDatabase(connectionString), "PostgreSql", database.ShownName), cancellation);
        await afterwards(cancellation);
        command.CommandText = "SELECT pg_advisory_unlock(@key)";
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public static Task<SchemaState> StateOfSqliteAsync(string connectionString, CancellationToken cancellation) =>
        Task.Run(() => StateOf(Engine(DeployChanges.To.SqliteDatabase(connectionString), "Sqlite")), cancellation);

    public static Task<SchemaState> StateOfPostgreSqlAsync(string connectionString, CancellationToken cancellation) =>
        Task.Run(() => StateOf(Engine(DeployChanges.To.PostgresqlDatabase(connectionString), "PostgreSql")), cancellation);

    private static async Task OpenAsync(NpgsqlConnection connection, string shownName, CancellationToken cancellation)
    {
        try
        {
            await connection.OpenAsync(cancellation);
        }
        catch (Exception exception) when (exception is NpgsqlException or System.Net.Sockets.SocketException or TimeoutException)
        {
            throw new DatabaseUnusableException($"{shownName} cannot be reached: {exception.Message}", exception);
        }
    }

    private static void Perform(UpgradeEngineBuilder target, string dialect, string shownName)
    {
        var engine = Engine(target, dialect);
        if (StateOf(engine).Unknown is [var newer, ..])
        {
            // A program that is older than the schema could write what the newer one no longer understands.
            throw new DatabaseUnusableException($"The schema of {shownName} has the step {newer}, which this program does not know: it was upgraded by a newer one. Use that, or a backup made before.");
        }

        var result = engine.PerformUpgrade();
        if (!result.Successful)
            throw new DatabaseUnusableException($"The schema of {shownName} could not be brought up to date, in {result.ErrorScript?.Name}: {result.Error.Message}", result.Error);
    }

    private static UpgradeEngine Engine(UpgradeEngineBuilder target, string dialect)
    {
        var prefix = ScriptFolder + dialect + ".";
        return target
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.StartsWith(prefix, StringComparison.Ordinal))
            .WithVariablesDisabled()
            .WithTransactionPerScript()
            .LogTo(new NoOpUpgradeLog())
            .Build();
    }

    private static SchemaState StateOf(UpgradeEngine engine)
    {
        var known = engine.GetDiscoveredScripts().Select(static script => script.Name).ToList();
        var executed = engine.GetExecutedScripts();
        return new([.. known.Except(executed, StringComparer.Ordinal)], [.. executed.Except(known, StringComparer.Ordinal)]);
    }

    private static async Task<FileStream> LockFileAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (DirectoryNotFoundException exception)
            {
                throw new DatabaseUnusableException($"The folder of {path} does not exist.", exception);
            }
            catch (UnauthorizedAccessException exception)
            {
                throw new DatabaseUnusableException($"No permission to write {path}.", exception);
            }
            catch (IOException)
            {
                await Task.Delay(LockRetry, cancellation);
            }
        }
    }
}
