using Qa.Benchmarks.Grains;
using Qa.Grains.Storage;

namespace Qa.Benchmarks.Portal;

/// <summary>
/// The data folder and the database of a server that is measured. Filling them takes far longer than measuring, so both are kept for the
/// next run, under artifacts/bench.
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
        var name = FormattableString.Invariant($"portal{(isPostgreSql ? "_postgresql" : "")}_{interactions}");
        var folder = Path.Combine(Repository.Root, "artifacts", "bench", name);
        Directory.CreateDirectory(folder);
        var store = new PortalStore(folder, isPostgreSql ? await BenchDatabase.KeepAsync(name) : null);
        await store.Database.UpgradeSchemaAsync();
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        if (_shared is null)
            await Database.DisposeAsync();
        else
            await _shared.DisposeAsync();
    }
}
