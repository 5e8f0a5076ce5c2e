using Npgsql;
using Qa.Grains.Storage;

namespace Qa.Grains.Tests.Storage;

/// <summary>The kinds of database that every test of stored things runs on.</summary>
public enum DatabaseKind
{
    Sqlite,
    PostgreSql,
}

/// <summary>An empty database of one test, gone with it. PostgreSQL is the one that ./test starts.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private const string ServerVariable = "QA_TEST_POSTGRES";

    private readonly DirectoryInfo _folder;
    private readonly Func<Task> _remove;

    private TestDatabase(DirectoryInfo folder, string address, Func<Task> remove)
    {
        _folder = folder;
        Address = address;
        Database = DatabaseAddress.Open(address);
        _remove = remove;
    }

    public static TheoryData<DatabaseKind> Kinds => [DatabaseKind.Sqlite, DatabaseKind.PostgreSql];

    /// <summary>Every kind of database with every value of something.</summary>
    public static TheoryData<DatabaseKind, T> KindsWith<T>()
        where T : struct, Enum
    {
        var data = new TheoryData<DatabaseKind, T>();
        foreach (var kind in Enum.GetValues<DatabaseKind>())
        {
            foreach (var value in Enum.GetValues<T>())
                data.Add(kind, value);
        }

        return data;
    }

    public string Address { get; }

    public Database Database { get; }

    /// <summary>Key file of the installation that the database belongs to.</summary>
    public string SigningKey => Path.Combine(_folder.FullName, "signing-key.pem");

    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind, bool withSchema = true)
    {
        var made = kind == DatabaseKind.Sqlite ? OnSqlite() : await OnPostgreSqlAsync();
        if (withSchema)
            await made.Database.UpgradeSchemaAsync();
        return made;
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await _remove();
        _folder.Delete(recursive: true);
    }

    private static TestDatabase OnSqlite()
    {
        var folder = Directory.CreateTempSubdirectory("qa-test-");
        return new(folder, Path.Combine(folder.FullName, "callcenter.db"), static () => Task.CompletedTask);
    }

    private static async Task<TestDatabase> OnPostgreSqlAsync()
    {
        var server = Environment.GetEnvironmentVariable(ServerVariable);
        Skip.If(string.IsNullOrEmpty(server), $"No PostgreSQL: run ./test, which starts one, or set {ServerVariable}.");
        var name = $"t{Guid.NewGuid():N}";
        await ExecuteAsync(server!, $"CREATE DATABASE {name}");
        var address = server![..(server!.LastIndexOf('/') + 1)] + name;
        return new(Directory.CreateTempSubdirectory("qa-test-"), address, () => ExecuteAsync(server!, $"DROP DATABASE {name} WITH (FORCE)"));
    }

    private static async Task ExecuteAsync(string server, string sql)
    {
        var uri = new Uri(server);
        await using var connection = new NpgsqlConnection($"Host={uri.Host};Port={uri.Port};Username={uri.UserInfo};Database={uri.AbsolutePath[1..]};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
