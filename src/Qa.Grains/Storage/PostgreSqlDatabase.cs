using System.Data;
using System.Data.Common;
using Npgsql;

namespace Qa.Grains.Storage;

/// <summary>The database in PostgreSQL 13 or later, shared by all processes of a cluster.</summary>
public sealed class PostgreSqlDatabase : Database
{
    private const int PreparedStatements = 100;

    private readonly NpgsqlDataSource _source;
    private readonly string _connectionString;

    /// <param name="connectionString">In Npgsql's form; see <see cref="DatabaseAddress"/> for addresses.</param>
    public PostgreSqlDatabase(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = PreparedStatements };
        if (string.IsNullOrEmpty(settings.ApplicationName))
            settings.ApplicationName = "CallCenter";
        _connectionString = settings.ToString();
        _source = NpgsqlDataSource.Create(settings);
        ShownName = FormattableString.Invariant($"postgres://{settings.Host}:{settings.Port}/{settings.Database}");
    }

    public override string OrleansInvariant => "Npgsql";

    public override DbDataSource OrleansDataSource => _source;

    public override bool IsShared => true;

    public override string ShownName { get; }

    /// <summary>Backup and restore of it.</summary>
    public PostgreSqlArchive Archive => new(_connectionString);

    public override string ConnectionString => _connectionString;

    public override Task UpgradeSchemaAsync(Func<CancellationToken, Task> afterwards, CancellationToken cancellation = default) =>
        SchemaUpgrade.RunAsync(this, _connectionString, afterwards, cancellation);

    public override Task<SchemaState> SchemaStateAsync(CancellationToken cancellation = default) => SchemaUpgrade.StateOfPostgreSqlAsync(_connectionString, cancellation);

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    protected override async Task<DatabaseSession> OpenAsync(bool forWriting, CancellationToken cancellation)
    {
        var connection = await _source.OpenConnectionAsync(cancellation);
        try
        {
            // Reading sees one snapshot; writing takes row locks and must then see what the others have committed.
            var isolation = forWriting ? IsolationLevel.ReadCommitted : IsolationLevel.RepeatableRead;
            return new PostgreSqlSession(connection, await connection.BeginTransactionAsync(isolation, cancellation), Run);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
