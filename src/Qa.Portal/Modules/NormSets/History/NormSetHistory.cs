using Qa.Grains.Inspection.Leases;
using Qa.Grains.Inspection.Results;
using Qa.Grains.Publication.Verification;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Storage;
using Qa.Portal.Platform.Access;

namespace Qa.Portal.Modules.NormSets.History;

/// <summary>What became of the versions of a set: the results of each, which processes and tasks are on which, and whether the log of them holds.</summary>
internal sealed class NormSetHistory(VersionCatalogue catalogue, VersionResults results, VersionUses uses, HeldVersions held, ChainVerifications verifications)
{
    /// <summary>The results of each version that has made any, in the order of the versions.</summary>
    public Task<IReadOnlyList<VersionResult>> ResultsAsync(string ruleSet, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Read);
        return results.CountAsync(ruleSet, cancellation);
    }

    /// <summary>Where a version is in use, and who still works by an older one; null where there is no such version.</summary>
    public async Task<VersionUseSight?> UseAsync(string ruleSet, long version, Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Read);
        if (await catalogue.FindAsync(ruleSet, version) is null)
            return null;
        var running = await held.RunningAsync(ruleSet, cancellation);
        var first = await held.FirstUseAsync(ruleSet, version, cancellation);
        return new(
            ruleSet, version, first is { } ticks ? UtcTicks.ToTime(ticks) : null, await uses.ReadAsync(ruleSet, version, cancellation),
            [.. running.Where(task => task.Version < version)]);
    }

    /// <summary>How the publication log stands by its last verification.</summary>
    public Task<LogState> LogAsync(Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Read);
        return verifications.StateAsync(cancellation);
    }

    /// <summary>Verifies the publication log now.</summary>
    public Task<LogState> VerifyAsync(Actor actor, CancellationToken cancellation = default)
    {
        actor.Require(NormSetDesk.Read);
        return verifications.RunAsync(actor.Name, cancellation);
    }
}
