using System.Collections.Immutable;
using Qa.Grains.Publication.Log;
using Qa.Grains.Publication.Verification;
using Qa.Grains.Replay;

namespace Qa.Portal.Modules.Replays.Certificates;

/// <summary>What a replay shows, with all that links it to what was published: for whoever has to believe it.</summary>
/// <param name="Versions">Those that were used, in the order of sets and versions.</param>
/// <param name="Chain">Verified when the certificate was made, and not when the replay ran.</param>
/// <param name="KeyFingerprint">Of the installation's key, by which bundles and checkpoints are known; null where there is none.</param>
/// <param name="Schema">Of norm trees, as the engine reads them.</param>
public sealed record Certificate(
    Guid Id, ReplayProgress Progress, ImmutableArray<CertifiedVersion> Versions, ChainAuditReport Chain, DateTimeOffset MadeAt, string? KeyFingerprint, string Schema)
{
    /// <summary>Of results computed again; of other versions there is no verdict but what was counted.</summary>
    public CertificateVerdict Verdict => Progress.Sameness switch
    {
        null => CertificateVerdict.Counted,
        { Count: 0 } => CertificateVerdict.Nothing,
        var same when same.Identical + same.Erased < same.Count => CertificateVerdict.Different,
        { Identical: 0 } => CertificateVerdict.Erased,
        _ when !Chain.Holds || !Versions.All(static version => version.IsAsPublished) => CertificateVerdict.IdenticalUnproven,
        _ => CertificateVerdict.Identical,
    };

    /// <summary>Scorecards that came out otherwise, or could not be computed.</summary>
    public long Different => Progress.Sameness is { } same ? same.Count - same.Identical - same.Erased : 0;
}

/// <summary>A version as the replay used it, and as the publication log has it.</summary>
/// <param name="TreeHash">As the replay found it; null where the log alone says it.</param>
/// <param name="Entry">Null where no entry of the log published it.</param>
/// <param name="Count">Scorecards of it; null where none are counted.</param>
public sealed record CertifiedVersion(string RuleSet, long Version, string? TreeHash, HistoryEntry? Entry, long? Count)
{
    /// <summary>Whether it is the tree that was published under this number.</summary>
    public bool IsAsPublished => Entry is not null && (TreeHash is null || TreeHash == Entry.Record.TreeHash);
}

/// <summary>What a certificate says in one word.</summary>
public enum CertificateVerdict
{
    /// <summary>All scorecards are the same to the byte, by trees that were published, in a log that holds.</summary>
    Identical,

    /// <summary>All are the same, but the log does not hold or has no such version.</summary>
    IdenticalUnproven,

    /// <summary>Some are not the same.</summary>
    Different,

    /// <summary>What all of them were made from has been erased: nothing could be computed again.</summary>
    Erased,

    /// <summary>There was no scorecard to compute again.</summary>
    Nothing,

    /// <summary>Another version or a draft: what it would change was counted.</summary>
    Counted,
}
