using System.Collections.Immutable;
using Qa.Grains.Publication.Verification;

namespace Qa.Portal.Modules.Replays.Certificates;

/// <summary>A certificate as the interface for machines shows it.</summary>
internal sealed record CertificateView(
    CertificateVerdict Verdict, ReplayView Replay, string Schema, ImmutableArray<CertifiedVersionView> Versions, ChainAuditReport Chain, DateTimeOffset VerifiedAt, string? KeyFingerprint)
{
    public static CertificateView Of(Certificate certificate) => new(
        certificate.Verdict, ReplayView.Of(certificate.Id, certificate.Progress), certificate.Schema, [.. certificate.Versions.Select(CertifiedVersionView.Of)], certificate.Chain,
        certificate.MadeAt, certificate.KeyFingerprint);
}

/// <summary>A version, and where it stands in the publication log.</summary>
/// <param name="Publication">Number of the entry; null where none published it.</param>
internal sealed record CertifiedVersionView(string RuleSet, long Version, long? Count, string? TreeHash, long? Publication, string? PublicationHash, string? PublishedBy, string? PublishedAt, bool IsAsPublished)
{
    public static CertifiedVersionView Of(CertifiedVersion version) => new(
        version.RuleSet, version.Version, version.Count, version.TreeHash, version.Entry?.Number, version.Entry?.Hash, version.Entry?.Record.By, version.Entry?.Record.At, version.IsAsPublished);
}
