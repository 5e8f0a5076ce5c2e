using System.Collections.Concurrent;
using Npgsql;
using Qa.Grains.Storage;

namespace Qa.Grains.Tests.Storage;

/// <summary>The kinds of database that every test of stored things runs on.</summary>
public enum DatabaseKind
{
    Sqlite,
    PostgreSql,
}

/// <summary>A database of one test, empty but for its schema, gone with it. PostgreSQL is the one that ./test starts.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private const string ServerVariable = "QA_TEST_POSTGRES";

    private static readonly ConcurrentDictionary<(DatabaseKind Kind, string Schema), Lazy<Task<string>>> Templates = new();

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

    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind, bool withSchema = true) => withSchema
        ? await CreateAsync(kind, "grains", static database => database.UpgradeSchemaAsync())
        : kind == DatabaseKind.Sqlite ? OnSqlite(null) : await OnPostgreSqlAsync(null);

    /// <summary>A copy of a database with a schema, which is made once a process: making it takes longer than most tests.</summary>
    /// <param name="kind">Of the database.</param>
    /// <param name="schema">Name of the schema among those of this process.</param>
    /// <param name="make">Makes the schema in an empty database.</param>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind, string schema, Func<Database, Task> make)
    {
        var template = await TemplateAsync(kind, schema, make);
        return kind == DatabaseKind.Sqlite ? OnSqlite(template) : await OnPostgreSqlAsync(template);
    }

    /// <summary>Address of the database that is copied; nobody else may open it.</summary>
    public static Task<string> TemplateAsync(DatabaseKind kind, string schema, Func<Database, Task> make) =>
        Templates.GetOrAdd((kind, schema), key => new(() => MakeTemplateAsync(key.Kind, make))).Value;

    // PostgreSQL copies no database that is in use (connections stay in pools), and SQLite's is one file only when it is closed.
    private static async Task<string> MakeTemplateAsync(DatabaseKind kind, Func<Database, Task> make)
    {
        var template = kind == DatabaseKind.Sqlite ? OnSqlite(null) : await OnPostgreSqlAsync(null);
        await make(template.Database);
        await template.Database.DisposeAsync();
        if (kind == DatabaseKind.PostgreSql)
        {
            var name = template.Address[(template.Address.LastIndexOf('/') + 1)..];
            await ExecuteAsync(template.Address[..^name.Length] + "postgres", $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            template._remove().GetAwaiter().GetResult();
            template._folder.Delete(recursive: true);
        };
        return template.Address;
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await _remove();
        _folder.Delete(recursive: true);
    }

    private static TestDatabase OnSqlite(string? template)
    {
        var folder = Directory.CreateTempSubdirectory("qa-test-");
        var file = Path.Combine(folder.FullName, "callcenter.db");
        if (template is not null)
            File.Copy(template, file);
        return new(folder, file, static () => Task.CompletedTask);
    }

    private static async Task<TestDatabase> OnPostgreSqlAsync(string? template)
    {
        var server = Environment.GetEnvironmentVariable(ServerVariable);
        Skip.If(string.IsNullOrEmpty(server), $"No PostgreSQL: run ./test, which starts one, or set {ServerVariable}.");
        var name = $"t{Guid.NewGuid():N}";
        await ExecuteAsync(server!, template is null ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {template[(template.LastIndexOf('/') + 1)..]}");
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
