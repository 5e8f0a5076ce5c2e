using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Qa.Grains.Storage;

/// <summary>
/// The database as one SQLite file with a write-ahead log. One writer at a time is let in, in order of arrival: SQLite's own
/// waiting blocks a thread, and starves who is unlucky. Other processes may open the file; they wait by SQLite's timeout.
/// </summary>
public sealed class SqliteDatabase : Database
{
    private const int BusyTimeoutMilliseconds = 15_000;

    // Interactions and scorecards are some kilobytes each: on pages of 4 KiB, each would fill the better part of several alone.
    private const int PageBytes = 16_384;

    // 32 MiB: pages that many transactions change, as those of indexes, are written back once for all of them.
    private const int CheckpointPages = 32 * 1024 * 1024 / PageBytes;

    private readonly SemaphoreSlim _writers = new(1, 1);
    private readonly string _connectionString;
    private readonly GatedSqliteDataSource _orleans;

    static SqliteDatabase() =>
        // Orleans knows SQLite under this name alone, and looks the factory up by it.
        DbProviderFactories.RegisterFactory("System.Data.SQLite", SqliteFactory.Instance);

    /// <param name="path">The file; it is made when it is not there, its folder is not.</param>
    public SqliteDatabase(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            ForeignKeys = true,
            DefaultTimeout = BusyTimeoutMilliseconds / 1000,
        }.ToString();
        _orleans = new(_connectionString, _writers);
    }

    public string Path { get; }

    public override string OrleansInvariant => "System.Data.SQLite";

    public override DbDataSource OrleansDataSource => _orleans;

    public override bool IsShared => false;

    public override string ShownName => Path;

    public override string ConnectionString => _connectionString;

    public override Task UpgradeSchemaAsync(Func<CancellationToken, Task> afterwards, CancellationToken cancellation = default) =>
        SchemaUpgrade.RunAsync(this, _connectionString, afterwards, cancellation);

    public override Task<SchemaState> SchemaStateAsync(CancellationToken cancellation = default) => SchemaUpgrade.StateOfSqliteAsync(_connectionString, cancellation);

    public override void Prepare(DbConnection connection) => ApplySettings((SqliteConnection)connection);

    public override async ValueTask<IDisposable?> EnterWriterAsync(CancellationToken cancellation = default)
    {
        await _writers.WaitAsync(cancellation);
        return new WriterTurn(_writers);
    }

    /// <summary>Chooses the size of pages, which a file takes when its first table is made and then keeps.</summary>
    internal void ChoosePageSize()
    {
        using var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = FormattableString.Invariant($"PRAGMA page_size={PageBytes}; PRAGMA journal_mode=WAL;");
        command.ExecuteNonQuery();
    }

    /// <summary>Copies the database as it is at one moment, while it is in use.</summary>
    public async Task BackUpAsync(string targetPath, CancellationToken cancellation = default)
    {
        await using var source = new SqliteConnection(_connectionString);
        await source.OpenAsync(cancellation);
        // VACUUM INTO writes one consistent state and refuses to overwrite a file.
        await using var command = source.CreateCommand();
        command.CommandText = "VACUUM INTO @target";
        command.Parameters.AddWithValue("@target", targetPath);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    // What was written lies in a log beside the file until it is carried over; then the log is cut off.
    public override async Task SettleAsync(CancellationToken cancellation = default)
    {
        using var turn = await EnterWriterAsync(cancellation);
        await using var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancellation);
        ApplySettings(connection);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public override ValueTask DisposeAsync()
    {
        using (var connection = new SqliteConnection(_connectionString))
            SqliteConnection.ClearPool(connection);
        return ValueTask.CompletedTask;
    }

    internal static void ApplySettings(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = FormattableString.Invariant(
            $"PRAGMA busy_timeout={BusyTimeoutMilliseconds}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint={CheckpointPages};");
        command.ExecuteNonQuery();
    }

    protected override async Task<DatabaseSession> OpenAsync(bool forWriting, CancellationToken cancellation)
    {
        if (forWriting)
            await _writers.WaitAsync(cancellation);
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            ApplySettings(connection);
            return new SqliteSession(connection, connection.BeginTransaction(deferred: !forWriting), forWriting ? _writers : null, Run);
        }
        catch
        {
            await connection.DisposeAsync();
            if (forWriting)
                _writers.Release();
            throw;
        }
    }

    private sealed class WriterTurn(SemaphoreSlim writers) : IDisposable
    {
        private SemaphoreSlim? _writers = writers;

        public void Dispose() => Interlocked.Exchange(ref _writers, null)?.Release();
    }
}
