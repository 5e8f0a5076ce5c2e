using Microsoft.Extensions.Caching.Memory;
using Qa.Grains.Publication.Log;
using Qa.Grains.Storage;
using Qa.Rules.Compilation;

namespace Qa.Grains.Publication.Versions;

/// <summary>
/// The compiled trees of this process by <c>set@version</c>. A version never changes, so nothing here is ever out of date;
/// those used least are let go and compiled again when wanted.
/// </summary>
public sealed class CompiledVersions(Database database) : IDisposable
{
    /// <summary>Trees kept at a time; each takes a few megabytes with 20,000 phrases.</summary>
    public const int Capacity = 64;

    private readonly MemoryCache _trees = new(new MemoryCacheOptions { SizeLimit = Capacity, CompactionPercentage = 0.25 });
    private readonly Lock _adding = new();

    /// <summary>The compiled tree of a version; many that ask at once wait for one compilation.</summary>
    /// <exception cref="InvalidOperationException">There is no such version, or its bytes were altered.</exception>
    public async ValueTask<CompiledTree> GetAsync(string ruleSet, long version)
    {
        var tree = Find((ruleSet, version));
        try
        {
            return await tree;
        }
        catch
        {
            // A database that could not be read for a moment is asked again by the next.
            _trees.Remove((ruleSet, version));
            throw;
        }
    }

    public void Dispose() => _trees.Dispose();

    private Task<CompiledTree> Find((string RuleSet, long Version) key)
    {
        if (_trees.TryGetValue(key, out Task<CompiledTree>? known))
            return known!;
        lock (_adding)
        {
            if (_trees.TryGetValue(key, out known))
                return known!;
            var loading = Task.Run(() => LoadAsync(key.RuleSet, key.Version));
            _trees.Set(key, loading, new MemoryCacheEntryOptions { Size = 1 });
            return loading;
        }
    }

    private async Task<CompiledTree> LoadAsync(string ruleSet, long version) =>
        CompiledTree.Compile(await database.ReadAsync(session => VersionRows.ReadTreeAsync(session, ruleSet, version)));
}
