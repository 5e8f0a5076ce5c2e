using Npgsql;
using Qa.Grains.Storage;

namespace Qa.Benchmarks.Grains;

/// <summary>A database for one measurement, empty and gone with it unless it is kept. PostgreSQL is the one that ./bench starts.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private const string ServerVariable = "QA_TEST_POSTGRES";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("qa-bench-");
    private readonly string? _name;
    private readonly bool _isKept;

    private BenchDatabase(string? name, bool isKept = false)
    {
        (_name, _isKept) = (name, isKept);
        Address = name is null ? Path.Combine(_folder.FullName, "callcenter.db") : AddressOf(name);
        Database = DatabaseAddress.Open(Address);
    }

    /// <summary>Whether there is a PostgreSQL to measure on.</summary>
    public static bool HasPostgreSql => Environment.GetEnvironmentVariable(ServerVariable) is { Length: > 0 };

    /// <summary>As <c>--database</c> takes it.</summary>
    public string Address { get; }

    public Database Database { get; }

    public string SigningKey => Path.Combine(_folder.FullName, "signing-key.pem");

    public static async Task<BenchDatabase> CreateAsync(bool isPostgreSql)
    {
        var name = isPostgreSql ? $"b{Guid.NewGuid():N}" : null;
        if (name is not null)
            await ExecuteAsync($"CREATE DATABASE {name}");
        var made = new BenchDatabase(name);
        await made.Database.UpgradeSchemaAsync();
        return made;
    }

    /// <summary>One of PostgreSQL's that stays for the next run of ./bench, by its name.</summary>
    public static async Task<BenchDatabase> KeepAsync(string name)
    {
        if (!await ExistsAsync(name))
            await ExecuteAsync($"CREATE DATABASE {name}");
        var kept = new BenchDatabase(name, isKept: true);
        await kept.Database.UpgradeSchemaAsync();
        return kept;
    }

    public Task<long> CountAsync(string from) =>
        Database.ReadAsync(session => session.QuerySingleAsync<long>($"SELECT count(*) FROM {from}"));

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (_name is not null && !_isKept)
            await ExecuteAsync($"DROP DATABASE {_name} WITH (FORCE)");
        _folder.Delete(recursive: true);
    }

    private static string Server => Environment.GetEnvironmentVariable(ServerVariable)!;

    private static string AddressOf(string name) => Server[..(Server.LastIndexOf('/') + 1)] + name;

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<bool> ExistsAsync(string name)
    {
        await using var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection) { Parameters = { new() { Value = name } } };
        return await command.ExecuteScalarAsync() is not null;
    }

    private static async Task<NpgsqlConnection> ConnectAsync()
    {
        var uri = new Uri(Server);
        var connection = new NpgsqlConnection($"Host={uri.Host};Port={uri.Port};Username={uri.UserInfo};Database={uri.AbsolutePath[1..]};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}
