using Microsoft.Extensions.Caching.Memory;
using Qa.Grains.Inspection.Results;
using Qa.Grains.Publication.Versions;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Modules.NormSets.Figures;

/// <summary>
/// How often the norms of the version in force hit of late, for those who change them. Thousands of results are read for it, so it is
/// read once for all who look within some minutes.
/// </summary>
internal sealed class NormFigureDesk(NormFigures figures, VersionCatalogue catalogue, TimeProvider time) : IDisposable
{
    /// <summary>Days back.</summary>
    public const int MaximumDays = 365;

    /// <summary>Days back where none are named.</summary>
    public const int DefaultDays = 30;

    private const int MaximumKept = 64;

    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(5);

    private readonly MemoryCache _read = new(new MemoryCacheOptions { SizeLimit = MaximumKept });

    /// <param name="days">1 to <see cref="MaximumDays"/>.</param>
    /// <returns>Null where no version is in force.</returns>
    public async Task<VersionFigures?> OfAsync(string ruleSet, int days, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Read);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MaximumDays);
        if ((await catalogue.FindSetAsync(ruleSet))?.Version is not { } version)
            return null;
        var key = (ruleSet, version, days);
        var reading = _read.GetOrCreate(key, entry =>
        {
            entry.Size = 1;
            entry.AbsoluteExpirationRelativeToNow = Freshness;
            return Task.Run(() => figures.OfAsync(ruleSet, version, time.GetUtcNow().AddDays(-days), CancellationToken.None), CancellationToken.None);
        })!;
        try
        {
            return await reading.WaitAsync(cancellation);
        }
        catch when (reading.IsFaulted)
        {
            // A database that could not be read for a moment is asked again by the next.
            _read.Remove(key);
            throw;
        }
    }

    public void Dispose() => _read.Dispose();
}
