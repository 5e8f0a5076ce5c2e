using Qa.Benchmarks.Grains;
using Qa.Grains.Storage;

namespace Qa.Benchmarks.Portal;

/// <summary>
/// The data folder and the database of a server that is measured. Filling them takes far longer than measuring, so a folder, and with it a
/// SQLite file, is kept under artifacts/bench for the next run.
/// </summary>
internal sealed class PortalStore : IAsyncDisposable
{
    private readonly BenchDatabase? _shared;

    private PortalStore(string folder, BenchDatabase? shared)
    {
        (Folder, _shared) = (folder, shared);
        Database = shared?.Database ?? DatabaseAddress.Open(Path.Combine(folder, "callcenter.db"));
    }

    public string Folder { get; }

    /// <summary>Null for a file in the folder.</summary>
    public string? Address => _shared?.Address;

    public Database Database { get; }

    public static async Task<PortalStore> CreateAsync(bool isPostgreSql, int interactions)
    {
        var folder = isPostgreSql
            ? Directory.CreateTempSubdirectory("qa-bench-").FullName
            : Path.Combine(Repository.Root, "artifacts", "bench", FormattableString.Invariant($"portal-{interactions}"));
        Directory.CreateDirectory(folder);
        var store = new PortalStore(folder, isPostgreSql ? await BenchDatabase.CreateAsync(isPostgreSql: true) : null);
        await store.Database.UpgradeSchemaAsync();
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        if (_shared is null)
        {
            await Database.DisposeAsync();
            return;
        }

        await _shared.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
