using Npgsql;
using Qa.Grains.Storage;

namespace Qa.Benchmarks.Grains;

/// <summary>An empty database for one measurement, gone with it. PostgreSQL is the one that ./bench starts.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private const string ServerVariable = "QA_TEST_POSTGRES";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("qa-bench-");
    private readonly string? _name;

    private BenchDatabase(string? name)
    {
        _name = name;
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

    public Task<long> CountAsync(string from) =>
        Database.ReadAsync(session => session.QuerySingleAsync<long>($"SELECT count(*) FROM {from}"));

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (_name is not null)
            await ExecuteAsync($"DROP DATABASE {_name} WITH (FORCE)");
        _folder.Delete(recursive: true);
    }

    private static string Server => Environment.GetEnvironmentVariable(ServerVariable)!;

    private static string AddressOf(string name) => Server[..(Server.LastIndexOf('/') + 1)] + name;

    private static async Task ExecuteAsync(string sql)
    {
        var uri = new Uri(Server);
        await using var connection = new NpgsqlConnection($"Host={uri.Host};Port={uri.Port};Username={uri.UserInfo};Database={uri.AbsolutePath[1..]};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
