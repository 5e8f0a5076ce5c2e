using Qa.Grains.Publication;
using Qa.Grains.Publication.Checkpoints;
using Qa.Grains.Publication.Verification;
using Qa.Grains.Publication.Versions;
using Qa.Grains.Replay;
using Qa.Grains.Storage;
using Qa.Portal.Platform.Access;
using Qa.Rules.Trees;

namespace Qa.Portal.Modules.Replays.Certificates;

/// <summary>Makes certificates of replays that have ended; nothing of them is stored, as everything in them can be found again.</summary>
internal sealed class CertificateDesk(ReplayDesk replays, VersionCatalogue catalogue, ChainAudit chain, InstallationKey key, TimeProvider time)
{
    /// <returns>Refused where there is no such replay within reach, or it did not come to its end.</returns>
    public async Task<Answer<Certificate>> OfAsync(Guid id, Actor actor, CancellationToken cancellation = default)
    {
        var answer = await replays.FindAsync(id, actor, cancellation);
        if (!answer.Succeeded)
            return answer.Refusal;
        var progress = answer.Value.Progress;
        if (progress.State != ReplayState.Finished)
            return Refusal.Of(RefusalKind.OutOfOrder, $"the replay is {progress.State.ToString().ToLowerInvariant()}; expected one that has finished");
        var versions = await Task.WhenAll(VersionsOf(progress).Select(
            async version => version with { Entry = await catalogue.FindHistoryAsync(version.RuleSet, version.Version) }));
        return new Certificate(
            id, progress, [.. versions], await Task.Run(() => chain.RunAsync(null, cancellation), cancellation), time.GetUtcNow(), KeyFingerprint(), NormTree.Schema);
    }

    private static IEnumerable<CertifiedVersion> VersionsOf(ReplayProgress progress)
    {
        if (progress.Sameness is { } same)
            return same.Versions.Select(static version => new CertifiedVersion(version.RuleSet, version.Version, version.TreeHash, null, version.Count));
        var request = progress.Request;
        return new[] { (Version: request.Baseline, TreeHash: null), (request.Version, progress.TreeHash) }.Where(static one => one.Version is not null)
            .Select(one => new CertifiedVersion(request.RuleSet!, one.Version!.Value, one.TreeHash, null, null));
    }

    private string? KeyFingerprint()
    {
        try
        {
            return key.IsNamed ? key.Fingerprint : null;
        }
        catch (DatabaseUnusableException)
        {
            // Without a key nothing is signed, and the certificate says so by leaving it out.
            return null;
        }
    }
}
